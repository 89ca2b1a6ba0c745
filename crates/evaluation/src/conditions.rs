//! Simulates other handwriting, devices and pens: labelled samples in, rasters out.
//!
//! Each drawing goes through three steps before preprocessing:
//! 1. Handwriting: slant, stretch, rotation and tremor.
//! 2. Device: sampling rate, and the size and position of the drawing on the pad, in whole px.
//! 3. Pen: the stroke width in the raster.
//!
//! Preprocessing stages can be omitted. The default conditions change nothing. Images from MNIST have no strokes, so
//! they can only be rotated.
//!
//! The fields of [`Conditions`] are the flags of `digits evaluate`.

pub mod pad;
mod parse;
pub mod sampling;
mod tremor;

use std::fmt;

use ink::{Drawing, HandwritingTransform, Preprocessing, Raster, Stage};
use rayon::prelude::*;
use thiserror::Error;
use training::augment::image::rotated;
use training::random::seeded_rng;
use training::sample::raster_or_blank;
use training::{Sample, SampleData};

use parse::{number_within, position};

/// How digits are drawn and preprocessed.
#[derive(Clone, Debug, PartialEq, clap::Args)]
#[command(next_help_heading = "Conditions")]
pub struct Conditions {
    /// Clockwise rotation in degrees; the only condition that MNIST's images support
    #[arg(long = "rotate", value_name = "DEG", default_value_t = Self::default().rotation_deg,
        value_parser = number_within(-360.0, 360.0), allow_negative_numbers = true)]
    pub rotation_deg: f32,
    /// Slant to the right: horizontal shift per unit of height
    #[arg(long, value_name = "SLOPE", default_value_t = Self::default().slant,
        value_parser = number_within(-2.0, 2.0), allow_negative_numbers = true)]
    pub slant: f32,
    /// Factor by which the width is stretched
    #[arg(long, value_name = "FACTOR", default_value_t = Self::default().stretch,
        value_parser = number_within(0.1, 10.0))]
    pub stretch: f32,
    /// Tremor: standard deviation of each point when the drawing is scaled to 20 px
    #[arg(long = "tremor", value_name = "PX", default_value_t = Self::default().tremor_px,
        value_parser = number_within(0.0, 10.0))]
    pub tremor_px: f32,
    /// Sampling rate in points per second; the file is assumed to have 100
    #[arg(long, value_name = "N", default_value_t = Self::default().points_per_second,
        value_parser = number_within(1.0, 1000.0))]
    pub points_per_second: f32,
    /// Longer side of the drawing on the pad, with points rounded to whole px as from a mouse [default: as in the file]
    #[arg(long = "drawn-size", value_name = "PX", value_parser = number_within(1.0, 10_000.0))]
    pub drawn_size_px: Option<f32>,
    /// Top left corner of the drawing on the pad, with points rounded to whole px [default: as in the file, or centred
    /// with --drawn-size]
    #[arg(long = "offset", value_name = "X,Y", value_parser = position, allow_hyphen_values = true)]
    pub offset_px: Option<[f32; 2]>,
    /// Stroke width in the 28x28 raster; 1.5 to 4 is realistic
    #[arg(long = "pen-width", value_name = "PX", default_value_t = Self::default().pen_width_px,
        value_parser = number_within(0.1, 20.0))]
    pub pen_width_px: f32,
    /// Preprocessing stage to omit: fit (the whole pad is scaled down instead), aspect, centre, pen-width or smoothing;
    /// can be repeated
    #[arg(long = "without-stage", alias = "without", value_name = "STAGE")]
    pub without_stages: Vec<Stage>,
}

/// Error of conditions that cannot be applied.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ConditionsError {
    /// An image has no strokes to redraw.
    #[error("{0} needs strokes, but MNIST has images: use it with --strokes FILE")]
    NeedsStrokes(&'static str),
    /// The omitted stage makes the drawing's size on the pad relevant, and the size is not given.
    #[error(
        "--without-stage {0} depends on the size of the drawing on the pad: set it with --drawn-size PX"
    )]
    NeedsSize(Stage),
}

impl Default for Conditions {
    fn default() -> Self {
        Self {
            rotation_deg: 0.0,
            slant: 0.0,
            stretch: 1.0,
            tremor_px: 0.0,
            points_per_second: sampling::TABLET_RATE_HZ,
            drawn_size_px: None,
            offset_px: None,
            pen_width_px: Preprocessing::MNIST.pen_width,
            without_stages: Vec::new(),
        }
    }
}

const ROTATE: &str = "--rotate";

impl Conditions {
    /// Renders all samples under these conditions, on all cores; the rasters are in the same order.
    ///
    /// # Errors
    /// Returns an error if the samples include an image and a condition other than the rotation is set, or if an
    /// omitted stage requires the size of the drawings on the pad and the size is not set.
    pub fn rasters(&self, samples: &[Sample]) -> Result<Vec<Raster>, ConditionsError> {
        let needs_size = |stage: &&Stage| [Stage::Fit, Stage::PenWidth].contains(stage);
        if let Some(stage) = self
            .without_stages
            .iter()
            .find(needs_size)
            .filter(|_| !self.is_on_pad())
        {
            return Err(ConditionsError::NeedsSize(*stage));
        }
        let stroke_flag = self.changed_flags().find(|(flag, _)| *flag != ROTATE);
        let raster = |(index, sample): (usize, &Sample)| match (&sample.data, &stroke_flag) {
            (SampleData::Drawing(drawing), _) => {
                let drawing = self.redraw(drawing, index);
                Ok(raster_or_blank(self.preprocessing().raster(&drawing)))
            }
            (SampleData::Image(_), Some((flag, _))) => Err(ConditionsError::NeedsStrokes(flag)),
            (SampleData::Image(image), None) => Ok(self.rotated(image)),
        };
        samples.par_iter().enumerate().map(raster).collect()
    }

    /// Returns the drawing as the device would record it; `index` seeds the tremor.
    fn redraw(&self, drawing: &Drawing, index: usize) -> Drawing {
        let mut drawing = drawing.transformed(&self.handwriting().to_affine());
        let mut rng = seeded_rng(0, 0, index);
        tremor::add_tremor(&mut drawing, self.tremor_px, &mut rng);
        sampling::resample(&mut drawing, self.points_per_second);
        match drawing.bounds() {
            Some(bounds) if self.is_on_pad() => {
                let size_in_file = bounds.longer_side() as f32;
                let size = self.drawn_size_px.unwrap_or(size_in_file);
                let centred = || pad::centred_corner(bounds, size);
                pad::place(&mut drawing, size, self.offset_px.unwrap_or_else(centred));
            }
            _ => {}
        }
        drawing
    }

    fn handwriting(&self) -> HandwritingTransform {
        HandwritingTransform {
            stretch: self.stretch,
            slant: self.slant,
            rotation_deg: self.rotation_deg,
        }
    }

    /// Returns whether drawings are placed on a pad; otherwise they keep the coordinates of the file.
    fn is_on_pad(&self) -> bool {
        self.drawn_size_px.is_some() || self.offset_px.is_some()
    }

    fn preprocessing(&self) -> Preprocessing {
        let full = Preprocessing {
            pen_width: self.pen_width_px,
            ..Preprocessing::MNIST
        };
        let stages = self.without_stages.iter();
        stages.fold(full, |preprocessing, stage| preprocessing.without(*stage))
    }

    fn rotated(&self, image: &Raster) -> Raster {
        // Resampling can change a pixel by rounding, even without a rotation.
        if self.rotation_deg == 0.0 {
            image.clone()
        } else {
            rotated(image, self.rotation_deg)
        }
    }

    /// Returns the flags that differ from the defaults, with their values.
    fn changed_flags(&self) -> impl Iterator<Item = (&'static str, String)> {
        let pairs = self.flags().into_iter().zip(Self::default().flags());
        pairs
            .filter(|(flag, default)| flag != default)
            .map(|(flag, _)| flag)
    }

    fn flags(&self) -> [(&'static str, String); 9] {
        let size = self.drawn_size_px.map(|size| size.to_string());
        let offset = self.offset_px.map(|[x, y]| format!("{x},{y}"));
        let stages = self.without_stages.iter().map(|stage| stage.name());
        let stages: Vec<&str> = stages.collect();
        [
            (ROTATE, self.rotation_deg.to_string()),
            ("--slant", self.slant.to_string()),
            ("--stretch", self.stretch.to_string()),
            ("--tremor", self.tremor_px.to_string()),
            ("--points-per-second", self.points_per_second.to_string()),
            ("--drawn-size", size.unwrap_or_default()),
            ("--offset", offset.unwrap_or_default()),
            ("--pen-width", self.pen_width_px.to_string()),
            ("--without-stage", stages.join(" --without-stage ")),
        ]
    }
}

/// Writes the flags that differ from the defaults, each after a space.
impl fmt::Display for Conditions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.changed_flags()
            .try_for_each(|(flag, value)| write!(f, " {flag} {value}"))
    }
}

#[cfg(test)]
mod tests;
