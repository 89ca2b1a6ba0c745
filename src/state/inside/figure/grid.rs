//! Coloured numbers as a figure, with the legend of their colours.

use super::{Align, Figure, Mark};
use crate::state::inside::colour::{Scale, over_ink};
use crate::state::inside::picture::{Grid, limit};

/// The longer side of the numbers, in the figure's units.
const SIDE: f32 = 280.0;

/// Room about them.
const MARGIN: f32 = 10.0;

/// Boxes of the legend.
const STEPS: u8 = 40;

/// A box for each number, a legend under them. Under the numbers may lie `ink`, a pixel for each, 0 = paper.
#[must_use]
pub fn of_grid(name: &str, title: &str, grid: &Grid, scale: Scale, ink: &[u8]) -> Figure {
    let columns = grid.width.max(1);
    let rows = grid.values.len().div_ceil(columns);
    let side = SIDE / columns.max(rows).max(1) as f32;
    let largest = limit(&grid.values);
    let cells = grid.values.iter().enumerate().map(|(index, value)| {
        let (x, y) = (index % columns, index / columns);
        let corner = [x, y].map(|place| MARGIN + place as f32 * side);
        let colour = scale.colour(*value, largest);
        let colour = over_ink(colour, ink.get(index).copied().unwrap_or(0));
        Mark::Cell([corner[0], corner[1], side, side], colour)
    });
    let bottom = 2.0 * MARGIN + rows as f32 * side;
    // A grid may be one thin column: the legend needs its width all the same.
    let width = (columns as f32 * side).max(120.0);
    let is_seen = |mark: &Mark| !matches!(mark, Mark::Cell(_, [.., 0]));
    let mut marks: Vec<Mark> = cells.filter(is_seen).collect();
    marks.extend(legend(scale, largest, [MARGIN, bottom], width));
    Figure {
        name: name.to_owned(),
        title: title.to_owned(),
        description: format!(
            "{title} Colours from {:.2} to {largest:.2}.",
            scale.least(largest)
        ),
        size: [width + 2.0 * MARGIN, bottom + 24.0],
        marks,
    }
}

fn legend(
    scale: Scale,
    largest: f32,
    [left, top]: [f32; 2],
    width: f32,
) -> impl Iterator<Item = Mark> {
    let least = scale.least(largest);
    let step = width / f32::from(STEPS);
    let boxes = (0..STEPS).map(move |index| {
        let value = least + (largest - least) * f32::from(index) / f32::from(STEPS - 1);
        let place = [left + f32::from(index) * step, top, step, 6.0];
        Mark::Cell(place, scale.colour(value, largest))
    });
    let under = top + 16.0;
    let ends = [
        Mark::words(format!("{least:.2}"), [left, under], Align::Start),
        Mark::words(format!("{largest:.2}"), [left + width, under], Align::End),
    ];
    boxes.chain(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_has_a_box_for_each_number_that_is_one_and_says_the_ends_of_its_colours() {
        let grid = Grid {
            width: 2,
            values: vec![0.0, 1.0, f32::NAN, 4.0],
        };
        let figure = of_grid("maps", "Maps.", &grid, Scale::Sequential, &[]);
        let cells = figure
            .marks
            .iter()
            .filter(|mark| matches!(mark, Mark::Cell(..)));
        assert_eq!(cells.count(), 3 + usize::from(STEPS));
        assert_eq!(
            figure.marks[2],
            Mark::Cell([150.0, 150.0, 140.0, 140.0], [253, 231, 37, 255])
        );
        assert!(figure.description.contains("from 0.00 to 4.00"));
    }

    #[test]
    fn ink_lies_under_what_has_no_colour() {
        let grid = Grid {
            width: 1,
            values: vec![0.0, 0.0],
        };
        let figure = of_grid("why", "Why.", &grid, Scale::Diverging, &[255, 0]);
        let Mark::Cell(_, colour) = figure.marks[0] else {
            panic!("a box")
        };
        assert_eq!(colour[..3], [128; 3]);
        assert!(matches!(figure.marks[1], Mark::Cell([_, top, ..], _) if top > 280.0));
    }
}
