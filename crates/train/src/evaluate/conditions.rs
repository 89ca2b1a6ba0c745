//! Under which conditions digits are drawn before they are read: a hand, a device and a pen in, rasters out.
//!
//! The hand slants, stretches, turns and trembles; the device takes points at its own rate, in whole px, at
//! some size and place of the pad; the pen has a width. In that order each is applied to a drawing, which
//! then goes the product's way, less the stages of the recipe that are left out. At their defaults the
//! conditions change nothing. MNIST's images can only be turned: they have no strokes left to draw anew.
//!
//! The fields of [`Conditions`] are the flags of `cargo evaluate`.

mod hand;
mod limits;
pub mod pad;
pub mod sampling;

use std::fmt;

use ink::{Drawing, Hand, Raster, Recipe, Stage};
use rayon::prelude::*;
use thiserror::Error;

use crate::augment;
use crate::data::{Ink, Sample, rendered};
use limits::{place, within};

/// How digits are drawn.
#[derive(Clone, Debug, PartialEq, clap::Args)]
#[command(next_help_heading = "Conditions")]
pub struct Conditions {
    /// Turn by so many degrees, clockwise; also of MNIST's images
    #[arg(long = "rotate", value_name = "DEG", default_value_t = Self::default().rotation_deg,
        value_parser = within(-360.0, 360.0), allow_negative_numbers = true)]
    pub rotation_deg: f32,
    /// Slant to the right by so much for each unit of height
    #[arg(long, value_name = "SLOPE", default_value_t = Self::default().slant,
        value_parser = within(-2.0, 2.0), allow_negative_numbers = true)]
    pub slant: f32,
    /// Stretch the width by this factor
    #[arg(long, value_name = "FACTOR", default_value_t = Self::default().stretch,
        value_parser = within(0.1, 10.0))]
    pub stretch: f32,
    /// Tremble: standard deviation of each point where the drawing is 20 px large
    #[arg(long = "tremor", value_name = "PX", default_value_t = Self::default().tremor_px,
        value_parser = within(0.0, 10.0))]
    pub tremor_px: f32,
    /// Points a second; the file's device is taken to give 100
    #[arg(long, value_name = "N", default_value_t = Self::default().points_per_second,
        value_parser = within(1.0, 1000.0))]
    pub points_per_second: f32,
    /// Longer side of the drawing on the pad, points in whole px as a mouse gives them; else as in the file
    #[arg(long = "drawn-size", value_name = "PX", value_parser = within(1.0, 10_000.0))]
    pub drawn_size_px: Option<f32>,
    /// Left upper corner of the drawing on the pad, points in whole px; else as in the file, or, with
    /// --drawn-size, in the middle
    #[arg(long = "offset", value_name = "X,Y", value_parser = place, allow_hyphen_values = true)]
    pub offset_px: Option<[f32; 2]>,
    /// Width of the pen in the 28x28 raster; 1.5 to 4 is natural
    #[arg(long = "pen-width", value_name = "PX", default_value_t = Self::default().pen_width_px,
        value_parser = within(0.1, 20.0))]
    pub pen_width_px: f32,
    /// Leave out a stage of the recipe: fit (the pad is shrunk as a whole), aspect, centre, pen-width or
    /// smoothing; may be given again
    #[arg(long, value_name = "STAGE")]
    pub without: Vec<Stage>,
}

/// Conditions that cannot be met.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ConditionsError {
    /// Images have no strokes to draw anew.
    #[error("{0} needs strokes, and MNIST has images: measure it with --strokes FILE")]
    NeedsStrokes(&'static str),
    /// The pad is shrunk, or its pen, and nothing says how much of the pad the drawing takes.
    #[error(
        "--without {0} shows the drawing as large as on the pad: say how large, with --drawn-size PX"
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
            points_per_second: sampling::TABLET_RATE,
            drawn_size_px: None,
            offset_px: None,
            pen_width_px: Recipe::MNIST.pen_width,
            without: Vec::new(),
        }
    }
}

const ROTATE: &str = "--rotate";

impl Conditions {
    /// The rasters of all samples, in their order, on every core.
    ///
    /// # Errors
    /// When an image is among them and the conditions are more than a turn; when the pad is to be shrunk and
    /// the size of the drawings on it is not given.
    pub fn rasters(&self, samples: &[Sample]) -> Result<Vec<Raster>, ConditionsError> {
        let shrunk = |stage: &&Stage| [Stage::Fit, Stage::PenWidth].contains(stage);
        if let Some(stage) = self
            .without
            .iter()
            .find(shrunk)
            .filter(|_| !self.is_on_pad())
        {
            return Err(ConditionsError::NeedsSize(*stage));
        }
        let beyond_images = self.changed().find(|(flag, _)| *flag != ROTATE);
        let raster = |(number, sample): (usize, &Sample)| match (&sample.ink, &beyond_images) {
            (Ink::Pen(drawing), _) => {
                Ok(rendered(self.recipe().raster(&self.drawn(drawing, number))))
            }
            (Ink::Image(_), Some((flag, _))) => Err(ConditionsError::NeedsStrokes(flag)),
            (Ink::Image(image), None) => Ok(self.turned(image)),
        };
        samples.par_iter().enumerate().map(raster).collect()
    }

    /// The drawing as a device would record it; `number` decides its tremor.
    fn drawn(&self, drawing: &Drawing, number: usize) -> Drawing {
        let mut drawing = drawing.transformed(&self.hand().shape());
        hand::tremble(
            &mut drawing,
            self.tremor_px,
            &mut augment::random(0, 0, number),
        );
        sampling::resample(&mut drawing, self.points_per_second);
        match drawing.bounds() {
            Some(bounds) if self.is_on_pad() => {
                let as_filed = bounds.longer_side() as f32;
                let size = self.drawn_size_px.unwrap_or(as_filed);
                let middle = || pad::middle(bounds, size);
                pad::place(&mut drawing, size, self.offset_px.unwrap_or_else(middle));
            }
            _ => {}
        }
        drawing
    }

    fn hand(&self) -> Hand {
        Hand {
            stretch: self.stretch,
            slant: self.slant,
            rotation_deg: self.rotation_deg,
        }
    }

    /// Whether the drawings lie somewhere on a pad, rather than as their file has them.
    fn is_on_pad(&self) -> bool {
        self.drawn_size_px.is_some() || self.offset_px.is_some()
    }

    fn recipe(&self) -> Recipe {
        let whole = Recipe {
            pen_width: self.pen_width_px,
            ..Recipe::MNIST
        };
        let stages = self.without.iter();
        stages.fold(whole, |recipe, stage| recipe.without(*stage))
    }

    fn turned(&self, image: &Raster) -> Raster {
        // Resampling, even by nothing, may round a pixel otherwise.
        if self.rotation_deg == 0.0 {
            image.clone()
        } else {
            augment::image::turned(image, self.rotation_deg)
        }
    }

    /// The flags that are not at their defaults, with their values.
    fn changed(&self) -> impl Iterator<Item = (&'static str, String)> {
        let pairs = self.flags().into_iter().zip(Self::default().flags());
        pairs
            .filter(|(mine, default)| mine != default)
            .map(|(mine, _)| mine)
    }

    fn flags(&self) -> [(&'static str, String); 9] {
        let size = self.drawn_size_px.map(|size| size.to_string());
        let offset = self.offset_px.map(|[x, y]| format!("{x},{y}"));
        let without: Vec<&str> = self.without.iter().map(|stage| stage.name()).collect();
        [
            (ROTATE, self.rotation_deg.to_string()),
            ("--slant", self.slant.to_string()),
            ("--stretch", self.stretch.to_string()),
            ("--tremor", self.tremor_px.to_string()),
            ("--points-per-second", self.points_per_second.to_string()),
            ("--drawn-size", size.unwrap_or_default()),
            ("--offset", offset.unwrap_or_default()),
            ("--pen-width", self.pen_width_px.to_string()),
            ("--without", without.join(" --without ")),
        ]
    }
}

/// The flags that are not at their defaults, each after a space.
impl fmt::Display for Conditions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.changed()
            .try_for_each(|(flag, value)| write!(f, " {flag} {value}"))
    }
}

#[cfg(test)]
mod tests;
