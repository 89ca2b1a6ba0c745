//! Questions of the inspector to the explain worker, and its answers.
//!
//! An occlusion map takes long to compute, so it is requested in bands: a query about a new drawing waits for at most
//! one band of the previous drawing.

use ink::{Drawing, Parameter, Perturbation, Raster};
use recognition::Prediction;
use recognition::explanation::{
    AdversarialExample, LayerOutputs, ReceptiveField, StrokeAttribution, Sweep, UnitPosition,
};
use serde::{Deserialize, Serialize};

/// Number of horizontal bands of an occlusion map. Each is computed by a separate query.
pub const OCCLUSION_BANDS: usize = 4;

/// What the worker should compute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Query {
    /// The prediction for each raster.
    Classify(Vec<Raster>),
    /// The output of every layer.
    Layers(Raster),
    /// The computation of a unit, that is, one value of a feature map.
    ReceptiveField(Raster, UnitPosition),
    /// Each pixel's contribution to a class's logit, by integrated gradients.
    IntegratedGradients(Raster, u8),
    /// The decrease of a class's logit when the patch around each pixel is covered.
    Occlusion {
        /// The raster to cover.
        raster: Raster,
        /// The class whose logit is measured.
        class: u8,
        /// Index of the band from the top, less than [`OCCLUSION_BANDS`].
        band: usize,
    },
    /// Each stroke's contribution to a class's logit.
    StrokeAttributions(Drawing, u8),
    /// The predictions over a parameter's range, with the other parameters fixed.
    Sweep(Drawing, Perturbation, Parameter),
    /// The smallest change to the raster that changes the predicted digit.
    AdversarialExample(Raster),
}

/// The answer to a [`Query`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// Answers [`Query::Classify`], in the order of the rasters.
    Predictions(Vec<Prediction>),
    /// Answers [`Query::Layers`].
    Layers(LayerOutputs),
    /// Answers [`Query::ReceptiveField`]; `None` if the network has no such unit.
    ReceptiveField(Option<ReceptiveField>),
    /// Answers [`Query::IntegratedGradients`] and [`Query::Occlusion`]: a value for each pixel of the raster or the
    /// band.
    PixelAttributions(Vec<f32>),
    /// Answers [`Query::StrokeAttributions`].
    StrokeAttributions(Vec<StrokeAttribution>),
    /// Answers [`Query::Sweep`].
    Sweep(Sweep),
    /// Answers [`Query::AdversarialExample`]; `None` if none was found.
    AdversarialExample(Option<Box<AdversarialExample>>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{decode, encode};
    use ink::SIDE;

    #[test]
    fn queries_round_trip() {
        let raster = Raster::from_pixels([9; SIDE * SIDE]);
        let unit = UnitPosition {
            block: 1,
            map: 2,
            x: 3,
            y: 4,
        };
        for query in [
            Query::Classify(vec![raster.clone()]),
            Query::ReceptiveField(raster.clone(), unit),
            Query::Occlusion {
                raster,
                class: 3,
                band: 2,
            },
            Query::Sweep(
                Drawing::default(),
                Perturbation::default(),
                Parameter::Noise,
            ),
        ] {
            assert_eq!(decode(&encode(&query)), Ok(query));
        }
    }
}
