//! Numbers laid out to be seen: feature maps side by side, and lines of probabilities.

use net::CLASSES;

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

/// The largest distance of a number from 0.
#[must_use]
pub fn limit(values: &[f32]) -> f32 {
    let sizes = values.iter().map(|value| value.abs());
    sizes.filter(|size| size.is_finite()).fold(0.0, f32::max)
}

/// A digit's probabilities as the path of a line 240 wide and 60 high, and where its label goes: at its peak.
#[must_use]
pub fn line(probabilities: &[[f32; CLASSES]], digit: usize) -> (String, [f32; 2]) {
    let step = 240.0 / (probabilities.len().max(2) - 1) as f32;
    let places = probabilities.iter().enumerate();
    let places: Vec<[f32; 2]> = places
        .map(|(index, row)| [index as f32 * step, 60.0 - 60.0 * row[digit]])
        .collect();
    let path = places.iter().enumerate().map(|(index, [x, y])| {
        let letter = if index == 0 { 'M' } else { 'L' };
        format!("{letter}{x:.1} {y:.1}")
    });
    let peak = places.iter().copied().min_by(|a, b| a[1].total_cmp(&b[1]));
    (path.collect(), peak.unwrap_or_default())
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
    fn a_line_rises_to_its_peak() {
        let mut rows = [[0.0; CLASSES]; 3];
        rows[2][4] = 1.0;
        assert_eq!(
            line(&rows, 4),
            ("M0.0 60.0L120.0 60.0L240.0 0.0".to_owned(), [240.0, 0.0])
        );
    }

    #[test]
    fn the_limit_is_the_largest_size_and_passes_over_blanks() {
        assert_eq!(limit(&[1.0, -3.0, f32::NAN]), 3.0);
        assert_eq!(limit(&[]), 0.0);
    }
}
