//! The minimal filtering algorithm F(2x2, 3x3) of Winograd: the four outputs of a 3x3 kernel on a 4x4 window
//! with 16 products in place of 36 (Lavin and Gray 2015, Fast Algorithms for Convolutional Neural Networks).
//!
//! Kernel and window are each turned into 16 values, products are summed over the channels place by place,
//! and the 16 sums turned back into 2x2 outputs, which are just what one 2x2 pooling takes the largest of.
//! Every value is a row of `W` channels side by side, so that each step is a step of whole vectors.

use std::array::from_fn;

use crate::block::{KERNEL, POOL};

/// Side of a window of the image, and of what kernels and windows are turned into.
pub(super) const WINDOW: usize = POOL + KERNEL - 1;

/// Products for each pair of channels.
pub(super) const PLACES: usize = WINDOW * WINDOW;

/// `W` channels of one pixel or place.
pub(super) type Lanes<const W: usize> = [f32; W];

/// A kernel, row by row, turned: `G g G'` of the paper.
pub(super) fn kernel(weights: &[f32; KERNEL * KERNEL]) -> [f32; PLACES] {
    let (rows, _) = weights.as_chunks::<KERNEL>();
    let rows: [[f32; WINDOW]; KERNEL] = from_fn(|y| spread(rows[y]));
    let columns: [[f32; WINDOW]; WINDOW] =
        from_fn(|x| spread([rows[0][x], rows[1][x], rows[2][x]]));
    from_fn(|place| columns[place % WINDOW][place / WINDOW])
}

fn spread([a, b, c]: [f32; KERNEL]) -> [f32; WINDOW] {
    [a, (a + b + c) / 2.0, (a - b + c) / 2.0, c]
}

/// A window, row by row, turned: `B' d B` of the paper.
#[inline(always)]
pub(super) fn window<const W: usize>(mut values: [Lanes<W>; PLACES]) -> [Lanes<W>; PLACES] {
    for y in 0..WINDOW {
        differences(&mut values, WINDOW * y, 1);
    }
    for x in 0..WINDOW {
        differences(&mut values, x, WINDOW);
    }
    values
}

/// Of the four values from `first` on, so far apart.
#[inline(always)]
fn differences<const W: usize>(values: &mut [Lanes<W>; PLACES], first: usize, apart: usize) {
    for lane in 0..W {
        let [a, b, c, d] = [0, 1, 2, 3].map(|i| values[first + i * apart][lane]);
        values[first][lane] = a - c;
        values[first + apart][lane] = b + c;
        values[first + 2 * apart][lane] = c - b;
        values[first + 3 * apart][lane] = b - d;
    }
}

/// The largest of the 2x2 outputs, the sums turned back: `A' m A` of the paper.
#[inline(always)]
pub(super) fn largest<const W: usize>(sums: &[Lanes<W>; PLACES]) -> Lanes<W> {
    let mut largest = [0.0; W];
    for (lane, largest) in largest.iter_mut().enumerate() {
        let mut upper = [0.0; WINDOW];
        let mut lower = [0.0; WINDOW];
        for x in 0..WINDOW {
            let [a, b, c, d] = [0, 1, 2, 3].map(|y| sums[WINDOW * y + x][lane]);
            upper[x] = a + b + c;
            lower[x] = b - c - d;
        }
        let [first, second] = halves(upper);
        let [third, fourth] = halves(lower);
        *largest = greater(greater(first, second), greater(third, fourth));
    }
    largest
}

#[inline(always)]
fn halves([a, b, c, d]: [f32; WINDOW]) -> [f32; POOL] {
    [a + b + c, b - c - d]
}

/// One instruction on a vector, unlike `f32::max`, which passes over what is not a number.
#[inline(always)]
pub(super) fn greater(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}
