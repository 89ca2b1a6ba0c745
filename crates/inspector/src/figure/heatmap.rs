//! The figure of a heatmap: a grid of coloured values with a legend.

use std::iter;

use super::color::{ColorScale, Rgba, blend_over_ink};
use super::feature_grid::{Grid, max_abs};
use super::{Figure, Shape, TextAnchor};

/// The longer side of the grid, in the figure's units.
const GRID_SIDE: f32 = 280.0;

/// The margin around the grid.
const MARGIN: f32 = 10.0;

/// The minimum width of the legend, which may exceed that of a narrow grid.
const MIN_WIDTH: f32 = 120.0;

/// Number of colour samples in the legend.
const LEGEND_STEPS: u8 = 40;

/// Returns the colour of each value. If `ink` is not empty, it holds a pixel for each value, 0 = paper, and the colours
/// are blended over it.
#[must_use]
pub fn cell_colors(grid: &Grid, scale: ColorScale, ink: &[u8]) -> Vec<Rgba> {
    let max_abs = max_abs(&grid.values);
    let ink = ink.iter().copied().chain(iter::repeat(0));
    let cells = grid.values.iter().zip(ink);
    cells
        .map(|(value, ink)| blend_over_ink(scale.color(*value, max_abs), ink))
        .collect()
}

/// Draws a rectangle for each value, coloured as by [`cell_colors`], and a legend below.
#[must_use]
pub fn heatmap_figure(
    name: &str,
    title: &str,
    grid: &Grid,
    scale: ColorScale,
    ink: &[u8],
) -> Figure {
    let columns = grid.width.max(1);
    let rows = grid.values.len().div_ceil(columns);
    let side = GRID_SIDE / columns.max(rows).max(1) as f32;
    let max_abs = max_abs(&grid.values);
    let cells = cell_colors(grid, scale, ink).into_iter().enumerate();
    let cells = cells.map(|(index, color)| {
        let [x, y] = [index % columns, index / columns].map(|cell| MARGIN + cell as f32 * side);
        Shape::Rect([x, y, side, side], color)
    });
    let bottom = 2.0 * MARGIN + rows as f32 * side;
    let width = (columns as f32 * side).max(MIN_WIDTH);
    let is_visible = |shape: &Shape| !matches!(shape, Shape::Rect(_, [.., 0]));
    let mut shapes: Vec<Shape> = cells.filter(is_visible).collect();
    shapes.extend(legend(scale, max_abs, [MARGIN, bottom], width));
    Figure {
        name: name.to_owned(),
        title: title.to_owned(),
        description: (text::INSPECTOR.common.color_range)(title, scale.min_value(max_abs), max_abs),
        size: [width + 2.0 * MARGIN, bottom + 24.0],
        shapes,
    }
}

fn legend(
    scale: ColorScale,
    max: f32,
    [left, top]: [f32; 2],
    width: f32,
) -> impl Iterator<Item = Shape> {
    let min = scale.min_value(max);
    let step = width / f32::from(LEGEND_STEPS);
    let samples = (0..LEGEND_STEPS).map(move |index| {
        let value = min + (max - min) * f32::from(index) / f32::from(LEGEND_STEPS - 1);
        let rect = [left + f32::from(index) * step, top, step, 6.0];
        Shape::Rect(rect, scale.color(value, max))
    });
    let baseline = top + 16.0;
    let labels = [
        Shape::label(format!("{min:.2}"), [left, baseline], TextAnchor::Start),
        Shape::label(
            format!("{max:.2}"),
            [left + width, baseline],
            TextAnchor::End,
        ),
    ];
    samples.chain(labels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_except_nan_is_a_rectangle() {
        let grid = Grid {
            width: 2,
            values: vec![0.0, 1.0, f32::NAN, 4.0],
        };
        let figure = heatmap_figure("maps", "Maps.", &grid, ColorScale::Sequential, &[]);
        let rects = figure
            .shapes
            .iter()
            .filter(|shape| matches!(shape, Shape::Rect(..)));
        assert_eq!(rects.count(), 3 + usize::from(LEGEND_STEPS));
        assert_eq!(
            figure.shapes[2],
            Shape::Rect([150.0, 150.0, 140.0, 140.0], [253, 231, 37, 255])
        );
        assert!(figure.description.contains("from 0.00 to 4.00"));
    }

    #[test]
    fn ink_is_visible_under_transparent_values() {
        let grid = Grid {
            width: 1,
            values: vec![0.0, 0.0],
        };
        let figure = heatmap_figure("why", "Why.", &grid, ColorScale::Diverging, &[255, 0]);
        let Shape::Rect(_, color) = figure.shapes[0] else {
            panic!("expected a rectangle")
        };
        assert_eq!(color[..3], [128; 3]);
        assert!(matches!(figure.shapes[1], Shape::Rect([_, top, ..], _) if top > 280.0));
    }
}
