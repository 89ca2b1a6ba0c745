//! Winograd's minimal filtering algorithm F(2x2, 3x3): the 2x2 outputs of a 3x3 convolution on a 4x4 tile, with 16
//! multiplications instead of 36.
//!
//! Kernel and tile are each transformed to 16 values, multiplied element-wise and summed over the input channels. The
//! inverse transform turns the 16 sums into 2x2 outputs, which are exactly one 2x2 pooling window. Every value is a row
//! of `W` channels, so that each step works on whole SIMD vectors.
//!
//! Reference: Lavin and Gray 2015, Fast Algorithms for Convolutional Neural Networks, section 4.1. The formulae below
//! use its symbols: `g` is the kernel, `d` the tile, `m` the sum of products; `'` transposes.

use std::array::from_fn;

use crate::config::{KERNEL_AREA, KERNEL_SIZE, POOL_SIZE};

/// Side of an image tile, and of transformed kernels and tiles.
pub(super) const TILE_SIDE: usize = POOL_SIZE + KERNEL_SIZE - 1;

/// Number of positions in a tile, and of multiplications for each pair of an input and an output channel.
pub(super) const TILE_AREA: usize = TILE_SIDE * TILE_SIDE;

/// `W` channels of one pixel or one tile position.
pub(super) type Lanes<const W: usize> = [f32; W];

/// Transforms a kernel: `G g G'`.
///
/// # Shapes
/// `[3, 3]` to `[4, 4]`, row-major.
pub(super) fn transform_kernel(weights: &[f32; KERNEL_AREA]) -> [f32; TILE_AREA] {
    let (rows, _) = weights.as_chunks::<KERNEL_SIZE>();
    let rows: [[f32; TILE_SIDE]; KERNEL_SIZE] = from_fn(|y| transform_kernel_row(rows[y]));
    let columns: [[f32; TILE_SIDE]; TILE_SIDE] =
        from_fn(|x| transform_kernel_row([rows[0][x], rows[1][x], rows[2][x]]));
    from_fn(|position| columns[position % TILE_SIDE][position / TILE_SIDE])
}

/// Multiplies a row by `G`.
fn transform_kernel_row([a, b, c]: [f32; KERNEL_SIZE]) -> [f32; TILE_SIDE] {
    [a, (a + b + c) / 2.0, (a - b + c) / 2.0, c]
}

/// Transforms a tile: `B' d B`.
///
/// # Shapes
/// `[4, 4, W]` to `[4, 4, W]`, row-major.
#[inline(always)]
pub(super) fn transform_tile<const W: usize>(
    mut values: [Lanes<W>; TILE_AREA],
) -> [Lanes<W>; TILE_AREA] {
    for y in 0..TILE_SIDE {
        transform_tile_line(&mut values, TILE_SIDE * y, 1);
    }
    for x in 0..TILE_SIDE {
        transform_tile_line(&mut values, x, TILE_SIDE);
    }
    values
}

/// Multiplies a row or a column by `B'`, in place: the four values from `first` on, `stride` apart.
#[inline(always)]
fn transform_tile_line<const W: usize>(
    values: &mut [Lanes<W>; TILE_AREA],
    first: usize,
    stride: usize,
) {
    let [second, third, fourth] = [first + stride, first + 2 * stride, first + 3 * stride];
    let (a, b, c, d) = (values[first], values[second], values[third], values[fourth]);
    values[first] = sub(a, c);
    values[second] = add(b, c);
    values[third] = sub(c, b);
    values[fourth] = sub(b, d);
}

/// Transforms sums of products to the outputs of the convolution: `A' m A`.
///
/// # Shapes
/// `[4, 4, W]` to `[2, 2, W]`, row-major.
#[inline(always)]
pub(super) fn inverse_transform<const W: usize>(
    sums: &[Lanes<W>; TILE_AREA],
) -> [Lanes<W>; POOL_SIZE * POOL_SIZE] {
    let mut upper = [[0.0; W]; TILE_SIDE];
    let mut lower = [[0.0; W]; TILE_SIDE];
    for x in 0..TILE_SIDE {
        [upper[x], lower[x]] = inverse_transform_line(
            sums[x],
            sums[TILE_SIDE + x],
            sums[2 * TILE_SIDE + x],
            sums[3 * TILE_SIDE + x],
        );
    }
    let [first, second] = inverse_transform_line(upper[0], upper[1], upper[2], upper[3]);
    let [third, fourth] = inverse_transform_line(lower[0], lower[1], lower[2], lower[3]);
    [first, second, third, fourth]
}

/// Multiplies a row or a column by `A'`.
#[inline(always)]
fn inverse_transform_line<const W: usize>(
    a: Lanes<W>,
    b: Lanes<W>,
    c: Lanes<W>,
    d: Lanes<W>,
) -> [Lanes<W>; POOL_SIZE] {
    [add(add(a, b), c), sub(sub(b, c), d)]
}

#[inline(always)]
fn add<const W: usize>(mut a: Lanes<W>, b: Lanes<W>) -> Lanes<W> {
    for lane in 0..W {
        a[lane] += b[lane];
    }
    a
}

#[inline(always)]
fn sub<const W: usize>(mut a: Lanes<W>, b: Lanes<W>) -> Lanes<W> {
    for lane in 0..W {
        a[lane] -= b[lane];
    }
    a
}

/// Returns the larger value of each lane.
///
/// A comparison compiles to one SIMD instruction; `f32::max` takes several, because it ignores NaN.
#[inline(always)]
fn max<const W: usize>(mut a: Lanes<W>, b: Lanes<W>) -> Lanes<W> {
    for lane in 0..W {
        a[lane] = if a[lane] > b[lane] { a[lane] } else { b[lane] };
    }
    a
}

/// Pools a 2x2 window, adds the bias and applies ReLU: `max(max(window) + bias, 0)`.
///
/// Pooling first takes one addition instead of four. The result is the same, because adding a bias and ReLU are
/// monotonic.
#[inline(always)]
pub(super) fn bias_relu_max_pool<const W: usize>(
    window: [Lanes<W>; POOL_SIZE * POOL_SIZE],
    bias: Lanes<W>,
) -> Lanes<W> {
    let [first, second, third, fourth] = window;
    let largest = max(max(first, second), max(third, fourth));
    max(add(largest, bias), [0.0; W])
}

/// Returns the index of the window's largest value in each lane: 0 to 3, the first of several equal ones.
#[inline(always)]
pub(super) fn max_indices<const W: usize>(window: &[Lanes<W>; POOL_SIZE * POOL_SIZE]) -> [u8; W] {
    let (mut max_values, mut max_indices) = (window[0], [0; W]);
    for (index, values) in (1..).zip(&window[1..]) {
        for lane in 0..W {
            if values[lane] > max_values[lane] {
                (max_values[lane], max_indices[lane]) = (values[lane], index);
            }
        }
    }
    max_indices
}
