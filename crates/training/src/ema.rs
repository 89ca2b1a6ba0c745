//! Exponential moving average of the weights. The averaged network is more accurate than the weights of any single step
//! (Polyak and Juditsky 1992).

use std::collections::HashMap;

use burn::module::{AutodiffModule, Module, ModuleMapper, ModuleVisitor, Param, ParamId};
use burn::tensor::Tensor;
use model::{AutodiffBackend, InferenceBackend, Net};

/// Exponential moving average of a network's parameters.
#[derive(Clone, Debug)]
pub struct Ema {
    /// The averaged weights and batch normalisation statistics.
    pub net: Net<InferenceBackend>,
}

impl Ema {
    /// Starts the average at a network.
    pub fn new(net: &Net<AutodiffBackend>) -> Self {
        Self { net: net.valid() }
    }

    /// Updates the average with the network after `steps` steps.
    ///
    /// During the first steps the decay is lower than `decay`, because the initial weights carry no information.
    pub fn update(&mut self, net: &Net<AutodiffBackend>, decay: f64, steps: usize) {
        let decay = decay.min((1 + steps) as f64 / (10 + steps) as f64);
        let mut current = FlatParams(HashMap::new());
        net.valid().visit(&mut current);
        self.net = self.net.clone().map(&mut Blend {
            current: current.0,
            decay,
        });
    }
}

/// The flattened tensors of a network by parameter.
struct FlatParams(HashMap<ParamId, Tensor<InferenceBackend, 1>>);

impl ModuleVisitor<InferenceBackend> for FlatParams {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<InferenceBackend, D>>) {
        let tensor = param.val();
        let len = tensor.shape().num_elements();
        self.0.insert(param.id, tensor.reshape([len]));
    }
}

struct Blend {
    current: HashMap<ParamId, Tensor<InferenceBackend, 1>>,
    decay: f64,
}

impl ModuleMapper<InferenceBackend> for Blend {
    fn map_float<const D: usize>(
        &mut self,
        param: Param<Tensor<InferenceBackend, D>>,
    ) -> Param<Tensor<InferenceBackend, D>> {
        let current = self
            .current
            .remove(&param.id)
            .expect("both networks have the same parameters");
        let decay = self.decay;
        param.map(|tensor| {
            let current = current.reshape(tensor.shape());
            tensor * decay + current * (1.0 - decay)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::backend::Backend;
    use model::NetConfig;

    fn net() -> Net<AutodiffBackend> {
        NetConfig {
            channels: [2, 2, 2],
            hidden: 3,
            dropout: 0.0,
        }
        .init(&Default::default())
    }

    #[track_caller]
    fn check_equal(net: &Net<InferenceBackend>, expected: &Net<InferenceBackend>) {
        let [found, expected] = [net, expected].map(|net| {
            let mut params = FlatParams(HashMap::new());
            net.visit(&mut params);
            params.0
        });
        assert_eq!(found.len(), expected.len());
        for (id, tensor) in found {
            let difference = (tensor - expected[&id].clone()).abs().max().into_scalar();
            assert!(difference < 1e-6, "{difference}");
        }
    }

    #[test]
    fn the_average_of_one_network_is_that_network() {
        let net = net();
        let mut ema = Ema::new(&net);
        ema.update(&net, 0.9, 1000);
        check_equal(&ema.net, &net.valid());
    }

    #[test]
    fn the_average_moves_by_one_minus_the_decay() {
        struct AddConstant(f64);
        impl<B: Backend> ModuleMapper<B> for AddConstant {
            fn map_float<const D: usize>(
                &mut self,
                param: Param<Tensor<B, D>>,
            ) -> Param<Tensor<B, D>> {
                param.map(|tensor| tensor + self.0)
            }
        }
        let net = net();
        let mut ema = Ema::new(&net);
        let expected = net.valid().map(&mut AddConstant(0.25));
        ema.update(&net.map(&mut AddConstant(1.0)), 0.75, 1000);
        check_equal(&ema.net, &expected);
    }
}
