//! The arithmetic behind one value of a feature map: the inputs under the kernel, the products, the sum, the
//! bias, ReLU and the pooling.
//!
//! A block pools 2x2 sums to one value, so four windows made it; the one with the largest sum decides. The sum is
//! taken here product by product, as a person would, where the network takes a shorter way (`infer`): the two agree
//! to 1e-4.

use ink::Raster;
use serde::{Deserialize, Serialize};

use super::{Explainer, Inside};
use crate::block::{KERNEL, POOL};

/// Weights of a kernel on one map.
pub const TAPS: usize = KERNEL * KERNEL;

/// A value of a feature map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The block, 0 to 2.
    pub block: usize,
    /// The map among the block's.
    pub map: usize,
    /// Column of the pooled map.
    pub x: usize,
    /// Row of the pooled map.
    pub y: usize,
}

/// How a value came about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// What lies under the kernel where the sum is largest, for each map that the block reads: `[inputs, 3 * 3]`, row
    /// by row; 0 beyond the map's edge.
    pub inputs: Vec<[f32; TAPS]>,
    /// The kernel, in the same order.
    pub kernel: Vec<[f32; TAPS]>,
    /// Added to every sum.
    pub bias: f32,
    /// The four sums, bias included, that are pooled: left to right, top to bottom.
    pub sums: [f32; POOL * POOL],
    /// Which of the sums is the largest: the one whose inputs these are.
    pub largest: usize,
    /// The largest sum, or 0 where it is below: what the map shows.
    pub value: f32,
}

impl Explainer {
    /// How the value in this place came about; `None` where the network has no such place.
    pub fn window(&self, raster: &Raster, place: Place) -> Option<Window> {
        self.window_of(&self.inside(raster), place)
    }

    /// The same, of what the layers are known to give.
    pub fn window_of(&self, inside: &Inside, place: Place) -> Option<Window> {
        let Place { block, map, x, y } = place;
        let [before, after] = [inside.layers.get(block)?, inside.layers.get(block + 1)?];
        let [maps, height, width] = after.shape;
        if block >= 3 || map >= maps || x >= width || y >= height {
            return None;
        }
        let layer = &self.classifier.net().layers()[block];
        let (kernels, _) = layer.weights.as_chunks::<TAPS>();
        let inputs = before.shape[0];
        let kernel = &kernels[map * inputs..][..inputs];
        let bias = layer.biases[map];
        let seen = |corner: usize| {
            let centre = [x * POOL + corner % POOL, y * POOL + corner / POOL];
            under(&before.values, before.shape, centre)
        };
        let sums: [f32; POOL * POOL] =
            std::array::from_fn(|corner| sum(&seen(corner), kernel) + bias);
        let largest = largest(&sums);
        Some(Window {
            inputs: seen(largest),
            kernel: kernel.to_vec(),
            bias,
            sums,
            largest,
            value: sums[largest].max(0.0),
        })
    }
}

/// What lies under a kernel around `centre`, `[x, y]`, on each map.
fn under(values: &[f32], [_, height, width]: [usize; 3], centre: [usize; 2]) -> Vec<[f32; TAPS]> {
    let at = |map: &[f32], tap: usize| {
        let x = (centre[0] + tap % KERNEL).checked_sub(KERNEL / 2);
        let y = (centre[1] + tap / KERNEL).checked_sub(KERNEL / 2);
        match (x, y) {
            (Some(x), Some(y)) if x < width && y < height => map[y * width + x],
            _ => 0.0,
        }
    };
    let maps = values.chunks_exact(height * width);
    maps.map(|map| std::array::from_fn(|tap| at(map, tap)))
        .collect()
}

fn sum(inputs: &[[f32; TAPS]], kernel: &[[f32; TAPS]]) -> f32 {
    let pairs = inputs.as_flattened().iter().zip(kernel.as_flattened());
    pairs.map(|(input, weight)| input * weight).sum()
}

fn largest(sums: &[f32]) -> usize {
    (1..sums.len()).fold(
        0,
        |best, next| {
            if sums[next] > sums[best] { next } else { best }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::{explainer, golden};
    use super::*;

    #[test]
    fn the_sum_of_products_is_what_the_map_shows_everywhere() {
        let (explainer, raster) = (explainer(), golden(8));
        let inside = explainer.inside(&raster);
        for block in 0..3 {
            let layer = &inside.layers[block + 1];
            let [maps, height, width] = layer.shape;
            let stride = maps * height * width / 64;
            for index in (0..maps * height * width).step_by(stride) {
                let place = Place {
                    block,
                    map: index / (height * width),
                    x: index % width,
                    y: index / width % height,
                };
                let window = explainer.window_of(&inside, place).unwrap();
                let (shown, value) = (layer.values[index], window.value);
                assert!(
                    (shown - value).abs() < 1e-4,
                    "{place:?}: {value}, not {shown}"
                );
                let again = sum(&window.inputs, &window.kernel) + window.bias;
                assert_eq!(again, window.sums[window.largest], "{place:?}");
            }
        }
    }

    #[test]
    fn a_window_has_its_documented_shapes() {
        let place = |block| Place {
            block,
            map: 2,
            x: 1,
            y: 0,
        };
        for (block, inputs) in [(0, 1), (1, 16), (2, 40)] {
            let window = explainer().window(&golden(3), place(block)).unwrap();
            assert_eq!((window.inputs.len(), window.kernel.len()), (inputs, inputs));
        }
    }

    #[test]
    fn beyond_the_maps_edge_there_is_nothing() {
        let values: Vec<f32> = (1..=4u8).map(f32::from).collect();
        let seen = under(&values, [1, 2, 2], [0, 0]);
        assert_eq!(seen, [[0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 0.0, 3.0, 4.0]]);
    }

    #[test]
    fn a_place_that_the_network_lacks_has_no_window() {
        let (explainer, raster) = (explainer(), golden(3));
        let first = Place {
            block: 0,
            map: 0,
            x: 0,
            y: 0,
        };
        for place in [
            Place { block: 3, ..first },
            Place { map: 16, ..first },
            Place { x: 14, ..first },
            Place { y: 14, ..first },
        ] {
            assert_eq!(explainer.window(&raster, place), None, "{place:?}");
        }
    }
}
