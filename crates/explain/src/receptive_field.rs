//! The arithmetic behind one value of a feature map: the inputs under the kernel, the products, their sum, the bias,
//! ReLU and pooling.
//!
//! A block pools a 2x2 window of sums to one value, so four kernel positions contribute and the largest sum decides.
//! The sums are computed here product by product, as in the definition of a convolution. The network uses Winograd's
//! algorithm instead (`model::kernels`); the two agree to 1e-4.

use ink::Raster;
use model::config::{KERNEL_AREA, KERNEL_SIZE, POOL_SIZE};
use recognition::explanation::{LayerOutputs, ReceptiveField, UnitPosition};

use crate::Explainer;

/// The number of convolutional blocks.
const BLOCK_COUNT: usize = 3;

impl Explainer {
    /// Returns the receptive field of a unit, or `None` if the network has no such unit.
    pub fn receptive_field(
        &self,
        raster: &Raster,
        position: UnitPosition,
    ) -> Option<ReceptiveField> {
        self.receptive_field_from(&self.layer_outputs(raster), position)
    }

    /// Returns the receptive field of a unit from known layer outputs.
    fn receptive_field_from(
        &self,
        outputs: &LayerOutputs,
        position: UnitPosition,
    ) -> Option<ReceptiveField> {
        let UnitPosition { block, map, x, y } = position;
        let [input, output] = [outputs.layers.get(block)?, outputs.layers.get(block + 1)?];
        let [maps, height, width] = output.shape;
        if block >= BLOCK_COUNT || map >= maps || x >= width || y >= height {
            return None;
        }
        let layer = &self.classifier.net().layers()[block];
        let (kernels, _) = layer.weights.as_chunks::<KERNEL_AREA>();
        let inputs = input.shape[0];
        let kernel = &kernels[map * inputs..][..inputs];
        let bias = layer.biases[map];
        let inputs_at = |index: usize| {
            let centre = [
                x * POOL_SIZE + index % POOL_SIZE,
                y * POOL_SIZE + index / POOL_SIZE,
            ];
            inputs_under_kernel(&input.values, input.shape, centre)
        };
        let sums: [f32; POOL_SIZE * POOL_SIZE] =
            std::array::from_fn(|index| dot(&inputs_at(index), kernel) + bias);
        let max_index = max_index(&sums);
        Some(ReceptiveField {
            inputs: inputs_at(max_index),
            kernel: kernel.to_vec(),
            bias,
            sums,
            max_index,
            value: sums[max_index].max(0.0),
        })
    }
}

/// Returns the inputs under a kernel centred at `[x, y]`, for each input map.
///
/// # Shapes
/// `values` is `[maps, height, width]`, the result `[maps, 3 * 3]`.
fn inputs_under_kernel(
    values: &[f32],
    [_, height, width]: [usize; 3],
    centre: [usize; 2],
) -> Vec<[f32; KERNEL_AREA]> {
    let at = |map: &[f32], tap: usize| {
        let x = (centre[0] + tap % KERNEL_SIZE).checked_sub(KERNEL_SIZE / 2);
        let y = (centre[1] + tap / KERNEL_SIZE).checked_sub(KERNEL_SIZE / 2);
        match (x, y) {
            (Some(x), Some(y)) if x < width && y < height => map[y * width + x],
            _ => 0.0,
        }
    };
    let maps = values.chunks_exact(height * width);
    maps.map(|map| std::array::from_fn(|tap| at(map, tap)))
        .collect()
}

fn dot(inputs: &[[f32; KERNEL_AREA]], kernel: &[[f32; KERNEL_AREA]]) -> f32 {
    let pairs = inputs.as_flattened().iter().zip(kernel.as_flattened());
    pairs.map(|(input, weight)| input * weight).sum()
}

/// Returns the index of the largest sum, the first of several equal ones.
fn max_index(sums: &[f32]) -> usize {
    (1..sums.len()).fold(
        0,
        |best, next| {
            if sums[next] > sums[best] { next } else { best }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{explainer, golden};

    #[test]
    fn the_sum_of_products_is_the_value_of_the_feature_map() {
        let (explainer, raster) = (explainer(), golden(8));
        let outputs = explainer.layer_outputs(&raster);
        for block in 0..BLOCK_COUNT {
            let layer = &outputs.layers[block + 1];
            let [maps, height, width] = layer.shape;
            let stride = maps * height * width / 64;
            for index in (0..maps * height * width).step_by(stride) {
                let position = UnitPosition {
                    block,
                    map: index / (height * width),
                    x: index % width,
                    y: index / width % height,
                };
                let field = explainer.receptive_field_from(&outputs, position).unwrap();
                let (expected, value) = (layer.values[index], field.value);
                assert!(
                    (expected - value).abs() < 1e-4,
                    "{position:?}: {value}, not {expected}"
                );
                let sum = dot(&field.inputs, &field.kernel) + field.bias;
                assert_eq!(sum, field.sums[field.max_index], "{position:?}");
            }
        }
    }

    #[test]
    fn a_receptive_field_has_its_documented_shapes() {
        let position = |block| UnitPosition {
            block,
            map: 2,
            x: 1,
            y: 0,
        };
        for (block, inputs) in [(0, 1), (1, 16), (2, 40)] {
            let field = explainer()
                .receptive_field(&golden(3), position(block))
                .unwrap();
            assert_eq!((field.inputs.len(), field.kernel.len()), (inputs, inputs));
        }
    }

    #[test]
    fn inputs_beyond_the_edge_of_a_map_are_zero() {
        let values: Vec<f32> = (1..=4u8).map(f32::from).collect();
        let inputs = inputs_under_kernel(&values, [1, 2, 2], [0, 0]);
        assert_eq!(inputs, [[0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 0.0, 3.0, 4.0]]);
    }

    #[test]
    fn a_position_outside_the_network_has_no_receptive_field() {
        let (explainer, raster) = (explainer(), golden(3));
        let first = UnitPosition::default();
        for position in [
            UnitPosition { block: 3, ..first },
            UnitPosition { map: 16, ..first },
            UnitPosition { x: 14, ..first },
            UnitPosition { y: 14, ..first },
        ] {
            assert_eq!(
                explainer.receptive_field(&raster, position),
                None,
                "{position:?}"
            );
        }
    }
}
