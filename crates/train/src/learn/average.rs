//! The running average of the weights over the steps, which reads better than any single step's weights
//! (exponential moving average; Polyak and Juditsky 1992).

use std::collections::HashMap;

use burn::module::{AutodiffModule, Module, ModuleMapper, ModuleVisitor, Param, ParamId};
use burn::tensor::Tensor;
use net::{Inference, Learning, Net};

/// The averaged network.
#[derive(Clone, Debug)]
pub struct Average {
    /// Its weights and running statistics.
    pub net: Net<Inference>,
}

impl Average {
    /// Starts from a network.
    pub fn of(net: &Net<Learning>) -> Self {
        Self { net: net.valid() }
    }

    /// Moves towards the network as it is after `steps` steps. Early on, when the past is no guide, faster
    /// than `decay` says.
    pub fn follow(&mut self, net: &Net<Learning>, decay: f64, steps: usize) {
        let past = decay.min((1 + steps) as f64 / (10 + steps) as f64);
        let mut now = Flat(HashMap::new());
        net.valid().visit(&mut now);
        self.net = self.net.clone().map(&mut Towards { now: now.0, past });
    }
}

/// Every tensor of a network, flattened, by its parameter.
struct Flat(HashMap<ParamId, Tensor<Inference, 1>>);

impl ModuleVisitor<Inference> for Flat {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<Inference, D>>) {
        let tensor = param.val();
        let values = tensor.shape().num_elements();
        self.0.insert(param.id, tensor.reshape([values]));
    }
}

struct Towards {
    now: HashMap<ParamId, Tensor<Inference, 1>>,
    past: f64,
}

impl ModuleMapper<Inference> for Towards {
    fn map_float<const D: usize>(
        &mut self,
        param: Param<Tensor<Inference, D>>,
    ) -> Param<Tensor<Inference, D>> {
        let now = self
            .now
            .remove(&param.id)
            .expect("both networks hold the same parameters");
        let past = self.past;
        param.map(|tensor| {
            let now = now.reshape(tensor.shape());
            tensor * past + now * (1.0 - past)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::backend::Backend;
    use net::NetConfig;

    fn net() -> Net<Learning> {
        NetConfig {
            channels: [2, 2, 2],
            hidden: 3,
            dropout: 0.0,
        }
        .init(&Default::default())
    }

    #[track_caller]
    fn check_equal(net: &Net<Inference>, expected: &Net<Inference>) {
        let [found, expected] = [net, expected].map(|net| {
            let mut flat = Flat(HashMap::new());
            net.visit(&mut flat);
            flat.0
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
        let mut average = Average::of(&net);
        average.follow(&net, 0.9, 1000);
        check_equal(&average.net, &net.valid());
    }

    #[test]
    fn the_average_moves_by_what_the_decay_leaves() {
        struct Plus(f64);
        impl<B: Backend> ModuleMapper<B> for Plus {
            fn map_float<const D: usize>(
                &mut self,
                param: Param<Tensor<B, D>>,
            ) -> Param<Tensor<B, D>> {
                param.map(|tensor| tensor + self.0)
            }
        }
        let net = net();
        let mut average = Average::of(&net);
        let expected = net.valid().map(&mut Plus(0.25));
        average.follow(&net.map(&mut Plus(1.0)), 0.75, 1000);
        check_equal(&average.net, &expected);
    }
}
