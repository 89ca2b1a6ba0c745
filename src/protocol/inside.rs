//! What crosses between the page and the worker that shows how the network reads.
//!
//! One question at a time: a reply is to the last question. Long work is asked for in parts, so that a newer
//! drawing never waits for an older one's.

use ink::{Drawing, Knob, Raster, Wiggle};
use net::Prediction;
use net::explain::{Curve, Flip, Inside, Piece, Place, Window};
use serde::{Deserialize, Serialize};

/// Parts in which covering a raster is asked for.
pub const PARTS: usize = 4;

/// From the page to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// What each of these is read as.
    Read(Vec<Raster>),
    /// What every layer makes of it.
    Layers(Raster),
    /// How one value of a feature map came about.
    Window(Raster, Place),
    /// What in it speaks for a class, by integrated gradients.
    Gradient(Raster, u8),
    /// What in it speaks for a class, by covering.
    Cover {
        /// What is covered.
        raster: Raster,
        /// The digit that is asked about.
        class: u8,
        /// Which of [`PARTS`] parts, from the top.
        part: usize,
    },
    /// What each stroke does to a class.
    Strokes(Drawing, u8),
    /// What is read over a knob's range.
    Curve(Drawing, Wiggle, Knob),
    /// The smallest change that flips the reading.
    Flip(Raster),
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// Questions may come. Sent once, first.
    Ready,
    /// The weights cannot be used. Sent once, in place of `Ready`.
    Refused {
        /// The reason, fit to show a person.
        why: String,
    },
    /// To the last question.
    Answered(Answer),
}

/// To each question its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// To [`Question::Read`], in the same order.
    Read(Vec<Prediction>),
    /// To [`Question::Layers`].
    Layers(Inside),
    /// To [`Question::Window`]; `None` where the network has no such place.
    Window(Option<Window>),
    /// To [`Question::Gradient`] and [`Question::Cover`]: a number for each pixel, of the part.
    Map(Vec<f32>),
    /// To [`Question::Strokes`].
    Strokes(Vec<Piece>),
    /// To [`Question::Curve`].
    Curve(Curve),
    /// To [`Question::Flip`].
    Flip(Option<Box<Flip>>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{decode, encode};
    use ink::SIDE;

    #[test]
    fn questions_survive_the_crossing() {
        let raster = Raster::from_pixels([9; SIDE * SIDE]);
        let place = Place {
            block: 1,
            map: 2,
            x: 3,
            y: 4,
        };
        for question in [
            Question::Read(vec![raster.clone()]),
            Question::Window(raster.clone(), place),
            Question::Cover {
                raster,
                class: 3,
                part: 2,
            },
            Question::Curve(Drawing::default(), Wiggle::default(), Knob::Noise),
        ] {
            assert_eq!(decode(&encode(&question)), Ok(question));
        }
    }
}
