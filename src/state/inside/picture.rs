//! Numbers laid out to be seen: feature maps side by side.

use net::explain::Window;

/// Maps in a row.
pub const COLUMNS: usize = 8;

/// Numbers, row by row; what is not a number is left blank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Numbers in a row.
    pub width: usize,
    /// All numbers.
    pub values: Vec<f32>,
}

/// Maps `[maps, height, width]` side by side, [`COLUMNS`] in a row, a blank line between them.
#[must_use]
pub fn side_by_side(values: &[f32], [maps, height, width]: [usize; 3]) -> Grid {
    let columns = COLUMNS.min(maps).max(1);
    let total = columns * (width + 1) - 1;
    let rows = maps.div_ceil(columns) * (height + 1) - 1;
    let value = |index: usize| {
        let (x, y) = (index % total, index / total);
        let map = y / (height + 1) * columns + x / (width + 1);
        let (x, y) = (x % (width + 1), y % (height + 1));
        let is_inside = x < width && y < height && map < maps;
        if is_inside {
            values[(map * height + y) * width + x]
        } else {
            f32::NAN
        }
    };
    Grid {
        width: total,
        values: (0..total * rows).map(value).collect(),
    }
}

/// The map, column and row at a spot of maps side by side, in shares of the whole; `None` between maps.
#[must_use]
pub fn map_at(spot: [f32; 2], [maps, height, width]: [usize; 3]) -> Option<[usize; 3]> {
    let columns = COLUMNS.min(maps).max(1);
    let x = (spot[0] * (columns * (width + 1) - 1) as f32) as usize;
    let y = (spot[1] * (maps.div_ceil(columns) * (height + 1) - 1) as f32) as usize;
    let map = y / (height + 1) * columns + x / (width + 1);
    let (x, y) = (x % (width + 1), y % (height + 1));
    (map < maps && x < width && y < height).then_some([map, x, y])
}

/// Where a box of a map lies among maps side by side, in shares of the whole: left, top, width, height. The box begins at
/// `corner` of the map, column first, and may reach beyond its edge.
#[must_use]
pub fn share_of(
    map: usize,
    corner: [isize; 2],
    side: usize,
    [maps, height, width]: [usize; 3],
) -> [f32; 4] {
    let columns = COLUMNS.min(maps).max(1);
    let whole = [
        columns * (width + 1) - 1,
        maps.div_ceil(columns) * (height + 1) - 1,
    ];
    let start = [map % columns * (width + 1), map / columns * (height + 1)];
    let at = |axis: usize| (start[axis] as f32 + corner[axis] as f32) / whole[axis] as f32;
    let size = whole.map(|whole| side as f32 / whole as f32);
    [at(0), at(1), size[0], size[1]]
}

/// The map, column and row that lies a step from one of maps side by side, over the blank between maps; `None` beyond the
/// edge.
#[must_use]
pub fn step(
    [map, x, y]: [usize; 3],
    [right, down]: [isize; 2],
    [maps, height, width]: [usize; 3],
) -> Option<[usize; 3]> {
    let columns = COLUMNS.min(maps).max(1);
    let column = (map % columns * width + x).checked_add_signed(right)?;
    let row = (map / columns * height + y).checked_add_signed(down)?;
    let map = row / height * columns + column / width;
    (column < columns * width && map < maps).then_some([map, column % width, row % height])
}

/// The map whose products add most to a sum, up or down.
#[must_use]
pub fn strongest(window: &Window) -> usize {
    let total = |map: usize| {
        let pairs = window.inputs[map].iter().zip(&window.kernel[map]);
        pairs.map(|(input, weight)| input * weight).sum::<f32>()
    };
    (0..window.inputs.len())
        .max_by(|a, b| total(*a).abs().total_cmp(&total(*b).abs()))
        .unwrap_or(0)
}

/// The largest distance of a number from 0.
#[must_use]
pub fn limit(values: &[f32]) -> f32 {
    let sizes = values.iter().map(|value| value.abs());
    sizes.filter(|size| size.is_finite()).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_lie_side_by_side_with_a_blank_between_and_are_found_again() {
        let shape = [10, 2, 3];
        let values: Vec<f32> = (0..60_u8).map(f32::from).collect();
        let grid = side_by_side(&values, shape);
        assert_eq!((grid.width, grid.values.len()), (31, 31 * 5));
        assert!(grid.values[3].is_nan());
        assert_eq!((grid.values[4], grid.values[31 * 3]), (6.0, 48.0));
        assert_eq!(map_at([0.01, 0.99], shape), Some([8, 0, 1]));
        assert_eq!(map_at([0.99, 0.99], shape), None);
    }

    #[test]
    fn a_value_is_marked_where_it_is_found() {
        let shape = [10, 2, 3];
        for (map, x, y) in [(0, 0, 0), (7, 2, 1), (9, 1, 0)] {
            let [left, top, width, height] = share_of(map, [x as isize, y as isize], 1, shape);
            let middle = [left + width / 2.0, top + height / 2.0];
            assert_eq!(map_at(middle, shape), Some([map, x, y]));
        }
        assert!(share_of(0, [-1, -1], 3, shape)[0] < 0.0);
    }

    #[test]
    fn steps_lead_from_map_to_map_and_end_at_the_edge() {
        let shape = [10, 2, 3];
        assert_eq!(step([0, 2, 0], [1, 0], shape), Some([1, 0, 0]));
        assert_eq!(step([0, 1, 1], [0, 1], shape), Some([8, 1, 0]));
        assert_eq!(step([8, 1, 0], [0, -1], shape), Some([0, 1, 1]));
        for (from, way) in [
            ([0, 0, 0], [-1, 0]),
            ([7, 2, 0], [1, 0]),
            ([9, 0, 1], [0, 1]),
            ([2, 0, 1], [0, 1]),
        ] {
            assert_eq!(step(from, way, shape), None, "{from:?}");
        }
    }

    #[test]
    fn the_limit_is_the_largest_size_and_passes_over_blanks() {
        assert_eq!(limit(&[1.0, -3.0, f32::NAN]), 3.0);
        assert_eq!(limit(&[]), 0.0);
    }
}
