//! Layout of a layer's feature maps side by side in one grid.

use recognition::explanation::ReceptiveField;

/// Number of maps in a row of the grid.
pub const MAPS_PER_ROW: usize = 8;

/// A grid of values, row by row; NaN is blank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Number of columns.
    pub width: usize,
    /// The values.
    pub values: Vec<f32>,
}

/// Lays out maps, `[maps, height, width]`, in rows of [`MAPS_PER_ROW`] with one blank cell between maps.
#[must_use]
pub fn tile_maps(values: &[f32], [maps, height, width]: [usize; 3]) -> Grid {
    let [columns, rows] = grid_size([maps, height, width]);
    let value = |index: usize| {
        let (x, y) = (index % columns, index / columns);
        match unit_of_cell([x, y], [maps, height, width]) {
            Some([map, x, y]) => values[(map * height + y) * width + x],
            None => f32::NAN,
        }
    };
    Grid {
        width: columns,
        values: (0..columns * rows).map(value).collect(),
    }
}

/// Returns the unit, `[map, x, y]`, at a position in the grid, in fractions of its width and height; `None` between
/// maps.
#[must_use]
pub fn unit_at(position: [f32; 2], shape: [usize; 3]) -> Option<[usize; 3]> {
    let [columns, rows] = grid_size(shape);
    let x = (position[0] * columns as f32) as usize;
    let y = (position[1] * rows as f32) as usize;
    unit_of_cell([x, y], shape)
}

/// Returns the box of a square region of a map, in fractions of the grid's width and height: left, top, width, height.
/// The region's top left corner is `corner`, `[x, y]`, in the map; the region may extend beyond the map's edge.
#[must_use]
pub fn square_in_grid(
    map: usize,
    corner: [isize; 2],
    side: usize,
    [maps, height, width]: [usize; 3],
) -> [f32; 4] {
    let maps_per_row = maps_per_row(maps);
    let grid = grid_size([maps, height, width]);
    let start = [
        map % maps_per_row * (width + 1),
        map / maps_per_row * (height + 1),
    ];
    let fraction = |axis: usize| (start[axis] as f32 + corner[axis] as f32) / grid[axis] as f32;
    let size = grid.map(|cells| side as f32 / cells as f32);
    [fraction(0), fraction(1), size[0], size[1]]
}

/// Returns the unit one step away in a direction, `[right, down]`, skipping the gaps between maps; `None` beyond the
/// edge of the grid. Units are `[map, x, y]`.
#[must_use]
pub fn adjacent_unit(
    [map, x, y]: [usize; 3],
    [right, down]: [isize; 2],
    [maps, height, width]: [usize; 3],
) -> Option<[usize; 3]> {
    let maps_per_row = maps_per_row(maps);
    let column = (map % maps_per_row * width + x).checked_add_signed(right)?;
    let row = (map / maps_per_row * height + y).checked_add_signed(down)?;
    let map = row / height * maps_per_row + column / width;
    (column < maps_per_row * width && map < maps).then_some([map, column % width, row % height])
}

/// Returns the input map whose products contribute most to the sum, positively or negatively.
#[must_use]
pub fn dominant_input_map(field: &ReceptiveField) -> usize {
    let sum = |map: usize| {
        let pairs = field.inputs[map].iter().zip(&field.kernel[map]);
        pairs.map(|(input, weight)| input * weight).sum::<f32>()
    };
    (0..field.inputs.len())
        .max_by(|a, b| sum(*a).abs().total_cmp(&sum(*b).abs()))
        .unwrap_or(0)
}

/// Returns the largest magnitude of the finite values; 0 if there are none.
#[must_use]
pub fn max_abs(values: &[f32]) -> f32 {
    let magnitudes = values.iter().map(|value| value.abs());
    magnitudes
        .filter(|magnitude| magnitude.is_finite())
        .fold(0.0, f32::max)
}

fn maps_per_row(maps: usize) -> usize {
    MAPS_PER_ROW.min(maps).max(1)
}

/// Returns the number of columns and rows of the grid.
fn grid_size([maps, height, width]: [usize; 3]) -> [usize; 2] {
    let maps_per_row = maps_per_row(maps);
    [
        maps_per_row * (width + 1) - 1,
        maps.div_ceil(maps_per_row) * (height + 1) - 1,
    ]
}

fn unit_of_cell([x, y]: [usize; 2], [maps, height, width]: [usize; 3]) -> Option<[usize; 3]> {
    let map = y / (height + 1) * maps_per_row(maps) + x / (width + 1);
    let (x, y) = (x % (width + 1), y % (height + 1));
    (map < maps && x < width && y < height).then_some([map, x, y])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_are_tiled_with_a_gap_and_units_are_found_by_position() {
        let shape = [10, 2, 3];
        let values: Vec<f32> = (0..60_u8).map(f32::from).collect();
        let grid = tile_maps(&values, shape);
        assert_eq!((grid.width, grid.values.len()), (31, 31 * 5));
        assert!(grid.values[3].is_nan());
        assert_eq!((grid.values[4], grid.values[31 * 3]), (6.0, 48.0));
        assert_eq!(unit_at([0.01, 0.99], shape), Some([8, 0, 1]));
        assert_eq!(unit_at([0.99, 0.99], shape), None);
    }

    #[test]
    fn the_square_of_a_unit_contains_its_position() {
        let shape = [10, 2, 3];
        for (map, x, y) in [(0, 0, 0), (7, 2, 1), (9, 1, 0)] {
            let [left, top, width, height] =
                square_in_grid(map, [x as isize, y as isize], 1, shape);
            let middle = [left + width / 2.0, top + height / 2.0];
            assert_eq!(unit_at(middle, shape), Some([map, x, y]));
        }
        assert!(square_in_grid(0, [-1, -1], 3, shape)[0] < 0.0);
    }

    #[test]
    fn steps_cross_gaps_between_maps_and_stop_at_the_edge() {
        let shape = [10, 2, 3];
        assert_eq!(adjacent_unit([0, 2, 0], [1, 0], shape), Some([1, 0, 0]));
        assert_eq!(adjacent_unit([0, 1, 1], [0, 1], shape), Some([8, 1, 0]));
        assert_eq!(adjacent_unit([8, 1, 0], [0, -1], shape), Some([0, 1, 1]));
        for (unit, direction) in [
            ([0, 0, 0], [-1, 0]),
            ([7, 2, 0], [1, 0]),
            ([9, 0, 1], [0, 1]),
            ([2, 0, 1], [0, 1]),
        ] {
            assert_eq!(adjacent_unit(unit, direction, shape), None, "{unit:?}");
        }
    }

    #[test]
    fn the_largest_magnitude_ignores_nan() {
        assert_eq!(max_abs(&[1.0, -3.0, f32::NAN]), 3.0);
        assert_eq!(max_abs(&[]), 0.0);
    }
}
