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
    let [second, third, fourth] = [first + apart, first + 2 * apart, first + 3 * apart];
    let (a, b, c, d) = (values[first], values[second], values[third], values[fourth]);
    values[first] = minus(a, c);
    values[second] = plus(b, c);
    values[third] = minus(c, b);
    values[fourth] = minus(b, d);
}

/// The 2x2 outputs, row by row, the sums turned back: `A' m A` of the paper.
#[inline(always)]
pub(super) fn outputs<const W: usize>(sums: &[Lanes<W>; PLACES]) -> [Lanes<W>; POOL * POOL] {
    let mut upper = [[0.0; W]; WINDOW];
    let mut lower = [[0.0; W]; WINDOW];
    for x in 0..WINDOW {
        [upper[x], lower[x]] = halves(
            sums[x],
            sums[WINDOW + x],
            sums[2 * WINDOW + x],
            sums[3 * WINDOW + x],
        );
    }
    let [first, second] = halves(upper[0], upper[1], upper[2], upper[3]);
    let [third, fourth] = halves(lower[0], lower[1], lower[2], lower[3]);
    [first, second, third, fourth]
}

#[inline(always)]
fn halves<const W: usize>(a: Lanes<W>, b: Lanes<W>, c: Lanes<W>, d: Lanes<W>) -> [Lanes<W>; POOL] {
    [plus(plus(a, b), c), minus(minus(b, c), d)]
}

#[inline(always)]
fn plus<const W: usize>(mut a: Lanes<W>, b: Lanes<W>) -> Lanes<W> {
    for lane in 0..W {
        a[lane] += b[lane];
    }
    a
}

#[inline(always)]
fn minus<const W: usize>(mut a: Lanes<W>, b: Lanes<W>) -> Lanes<W> {
    for lane in 0..W {
        a[lane] -= b[lane];
    }
    a
}

/// One instruction on a vector, unlike `f32::max`, which passes over what is not a number.
#[inline(always)]
fn greater<const W: usize>(mut a: Lanes<W>, b: Lanes<W>) -> Lanes<W> {
    for lane in 0..W {
        a[lane] = if a[lane] > b[lane] { a[lane] } else { b[lane] };
    }
    a
}

/// The largest output of a window with its bias, or 0: what ReLU leaves of it.
#[inline(always)]
pub(super) fn pooled<const W: usize>(outputs: [Lanes<W>; POOL * POOL], bias: Lanes<W>) -> Lanes<W> {
    let [first, second, third, fourth] = outputs;
    let largest = greater(greater(first, second), greater(third, fourth));
    greater(plus(largest, bias), [0.0; W])
}

/// Which of the outputs is the largest; the first where several are equal.
#[cfg(any(feature = "learn", feature = "explain"))]
#[inline(always)]
pub(super) fn winners<const W: usize>(outputs: &[Lanes<W>; POOL * POOL]) -> [u8; W] {
    let (mut best, mut winners) = (outputs[0], [0; W]);
    for (place, output) in (1..).zip(&outputs[1..]) {
        for lane in 0..W {
            if output[lane] > best[lane] {
                (best[lane], winners[lane]) = (output[lane], place);
            }
        }
    }
    winners
}
