//! The networks that teach: two convolutions before each pooling in place of one. They read better than what ships,
//! are too slow and too large to ship, and are needed only until they have said what they make of the digits.

use std::path::Path;

use anyhow::Context;
use burn::module::Module;
use burn::nn::{Dropout, DropoutConfig, Linear, LinearConfig};
use burn::record::{BinFileRecorder, FullPrecisionSettings};
use burn::tensor::{Tensor, backend::Backend};
use ink::{Raster, SIDE};
use net::block::{ConvBlock, POOL};
use net::{
    CLASSES, Calibration, Inference, Learning, NetBackend, NetConfig, Outputs, Prediction, input,
};

use super::plan::Plan;
use super::pupil::Pupil;
use crate::evaluate::Reader;

/// A trained teacher, in the folder of its training.
pub const FILE: &str = "teacher.bin";

/// A teacher; its configuration's channels are those of both convolutions of a stage.
#[derive(Module, Debug)]
pub struct Teacher<B: Backend> {
    stages: [[ConvBlock<B>; 2]; 3],
    dropout: Dropout,
    hidden: Linear<B>,
    output: Linear<B>,
}

impl<B: Backend> Teacher<B> {
    /// A teacher of these sizes with random weights.
    pub fn new(config: &NetConfig, device: &B::Device) -> Self {
        let [first, second, third] = config.channels;
        let stage = |inputs, outputs| {
            [
                ConvBlock::unpooled(inputs, outputs, device),
                ConvBlock::new(outputs, outputs, device),
            ]
        };
        let side = SIDE / POOL / POOL / POOL;
        Self {
            stages: [stage(1, first), stage(first, second), stage(second, third)],
            dropout: DropoutConfig::new(config.dropout).init(),
            hidden: LinearConfig::new(third * side * side, config.hidden).init(device),
            output: LinearConfig::new(config.hidden, CLASSES).init(device),
        }
    }
}

impl<B: NetBackend> Teacher<B> {
    /// `[n, 1, 28, 28]` to logits `[n, 10]`.
    fn forward(&self, input: Tensor<B, 4>) -> Tensor<B, 2> {
        let blocks = self.stages.iter().flatten();
        let maps = blocks.fold(input, |maps, block| B::block(block, maps));
        let flat = self.dropout.forward(B::flat(maps));
        let hidden = B::rectified(B::dense(&self.hidden, flat));
        B::dense(&self.output, self.dropout.forward(hidden))
    }
}

impl Teacher<Inference> {
    /// Keeps it in a file of Burn's.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self, path: &Path) -> anyhow::Result<()> {
        let recorder = BinFileRecorder::<FullPrecisionSettings>::new();
        let saved = self.clone().save_file(path, &recorder);
        saved.with_context(|| format!("cannot write {}", path.display()))
    }

    /// The teacher of a plan that a file holds.
    ///
    /// # Errors
    /// When the file cannot be read or holds none.
    pub fn load(plan: &Plan, path: &Path) -> anyhow::Result<Self> {
        let (device, recorder) = (
            Default::default(),
            BinFileRecorder::<FullPrecisionSettings>::new(),
        );
        let teacher = Self::new(&plan.of_teacher(1).net, &device);
        let loaded = teacher.load_file(path, &recorder, &device);
        loaded.with_context(|| format!("cannot learn from {}", path.display()))
    }
}

impl Pupil for Teacher<Learning> {
    type Reader = Teacher<Inference>;

    fn new(config: &NetConfig) -> Self {
        Self::new(config, &Default::default())
    }

    fn logits(&self, input: Tensor<Learning, 4>) -> Tensor<Learning, 2> {
        self.forward(input)
    }

    fn reader(trained: Teacher<Inference>) -> Teacher<Inference> {
        trained
    }
}

impl Reader for Teacher<Inference> {
    fn read(&self, rasters: &[Raster]) -> Vec<Prediction> {
        let logits = self.forward(input::tensor(rasters, &Default::default()));
        let logits = Inference::values(logits);
        let (rows, _) = logits.as_chunks();
        let prediction = |logits: &[f32; CLASSES]| {
            Calibration::default().prediction(&Outputs {
                logits: *logits,
                ood: 0.0,
            })
        };
        rows.iter().map(prediction).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::module::AutodiffModule;
    use burn::tensor::activation::{relu, softmax};

    const TINY: NetConfig = NetConfig {
        channels: [2, 3, 4],
        hidden: 5,
        dropout: 0.0,
    };

    #[test]
    fn a_teacher_reads_as_burns_layers_would() {
        let teacher = <Teacher<Learning> as Pupil>::new(&TINY).valid();
        let raster =
            |shade: u8| Raster::from_pixels(std::array::from_fn(|i| (i % 7) as u8 * shade));
        let rasters = [raster(3), raster(30)];
        let blocks = teacher.stages.iter().flatten();
        let input = input::tensor(&rasters, &Default::default());
        let maps = blocks.fold(input, |maps, block| block.by_layers(maps));
        let flat: Tensor<Inference, 2> = maps.flatten(1, 3);
        let hidden = relu(teacher.hidden.forward(flat));
        let logits = teacher.output.forward(hidden);
        let expected = Inference::values(softmax(logits, 1));
        let read = teacher.read(&rasters);
        let found = read.iter().flat_map(|prediction| prediction.probabilities);
        for (found, expected) in found.zip(expected) {
            assert!((found - expected).abs() < 1e-5, "{found} for {expected}");
        }
    }
}
