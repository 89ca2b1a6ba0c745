//! A drawing changed by a few knobs, as the raster that then comes of it: what the network keeps reading, and where
//! it goes wrong.
//!
//! Turning and slanting change the drawing, which then takes the recipe's way; size and thickness change the recipe; shift
//! and noise change the raster, since the recipe would take a shift of the drawing back. The noise is the same every
//! time.

use serde::{Deserialize, Serialize};

use crate::{Drawing, Hand, Raster, Recipe, SIDE};

/// One thing that can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Knob {
    /// Degrees clockwise.
    Turn,
    /// To the right by so much for each unit of height.
    Slant,
    /// Side of the box that the ink is scaled to, in raster pixels.
    Size,
    /// Width of the pen, in raster pixels.
    Thickness,
    /// Raster pixels to the right.
    Shift,
    /// Standard deviation of what is added to each pixel, ink = 1.
    Noise,
}

/// The settings of all knobs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wiggle([f32; Knob::ALL.len()]);

impl Knob {
    /// In the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Turn,
        Self::Slant,
        Self::Size,
        Self::Thickness,
        Self::Shift,
        Self::Noise,
    ];

    /// What it changes, and the unit of its settings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Turn => "Turn, degrees clockwise",
            Self::Slant => "Slant to the right",
            Self::Size => "Size, pixels",
            Self::Thickness => "Pen, pixels",
            Self::Shift => "Shift after centring, pixels",
            Self::Noise => "Noise",
        }
    }

    /// The least and the greatest setting.
    #[must_use]
    pub const fn range(self) -> [f32; 2] {
        match self {
            Self::Turn => [-90.0, 90.0],
            Self::Slant => [-1.5, 1.5],
            Self::Size => [6.0, 28.0],
            Self::Thickness => [0.5, 8.0],
            Self::Shift => [-12.0, 12.0],
            Self::Noise => [0.0, 1.0],
        }
    }

    /// The setting that changes nothing.
    #[must_use]
    pub const fn usual(self) -> f32 {
        match self {
            Self::Size => Recipe::MNIST.fit,
            Self::Thickness => Recipe::MNIST.pen_width,
            Self::Turn | Self::Slant | Self::Shift | Self::Noise => 0.0,
        }
    }
}

impl Default for Wiggle {
    /// Changes nothing.
    fn default() -> Self {
        Self(Knob::ALL.map(Knob::usual))
    }
}

impl Wiggle {
    /// The setting of a knob.
    #[must_use]
    pub const fn of(&self, knob: Knob) -> f32 {
        self.0[knob as usize]
    }

    /// The same but for one knob.
    #[must_use]
    pub const fn with(mut self, knob: Knob, setting: f32) -> Self {
        self.0[knob as usize] = setting;
        self
    }

    /// The raster of the drawing so changed; `None` where it has no finite point.
    #[must_use]
    pub fn raster(&self, drawing: &Drawing) -> Option<Raster> {
        let hand = Hand {
            slant: self.of(Knob::Slant),
            rotation_deg: self.of(Knob::Turn),
            ..Hand::default()
        };
        let recipe = Recipe {
            fit: self.of(Knob::Size),
            pen_width: self.of(Knob::Thickness),
            ..Recipe::MNIST
        };
        let raster = if hand == Hand::default() {
            recipe.raster(drawing)
        } else {
            recipe.raster(&drawing.transformed(&hand.shape()))
        };
        let shifted = shifted(&raster?, self.of(Knob::Shift));
        Some(noisy(&shifted, self.of(Knob::Noise)))
    }
}

/// Moved to the right, by parts of a pixel too: each pixel is shared out between two.
fn shifted(raster: &Raster, by: f32) -> Raster {
    let whole = by.floor();
    let part = by - whole;
    let rows = raster.pixels();
    Raster::from_pixels(std::array::from_fn(|index| {
        let (row, x) = (index / SIDE * SIDE, (index % SIDE) as f32 - whole);
        let at = |x: f32| {
            // What lies beyond the edge is paper.
            let inside = (0.0..SIDE as f32).contains(&x);
            if inside {
                f32::from(rows[row + x as usize])
            } else {
                0.0
            }
        };
        (at(x) * (1.0 - part) + at(x - 1.0) * part).round() as u8
    }))
}

/// With the same grain each time, `deviation` times as strong.
fn noisy(raster: &Raster, deviation: f32) -> Raster {
    let mut grain = Grain(0x9E37_79B9);
    let added = raster
        .pixels()
        .map(|ink| (f32::from(ink) + 255.0 * deviation * grain.next()).round() as u8);
    Raster::from_pixels(added)
}

/// Numbers whose mean is 0 and whose deviation is 1, the same everywhere: twelve of Marsaglia's xorshift32 added up.
struct Grain(u32);

impl Grain {
    fn next(&mut self) -> f32 {
        let sum: f32 = (0..12).map(|_| self.uniform()).sum();
        sum - 6.0
    }

    /// 0..1.
    fn uniform(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        (self.0 >> 8) as f32 / (1_u32 << 24) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Point, Stroke};

    fn drawing() -> Drawing {
        let points = [[10.0, 10.0], [30.0, 12.0], [15.0, 60.0]];
        Drawing {
            strokes: vec![Stroke {
                points: points.map(Point::from).into(),
            }],
        }
    }

    fn raster(knob: Knob, setting: f32) -> Raster {
        let wiggle = Wiggle::default().with(knob, setting);
        wiggle.raster(&drawing()).unwrap()
    }

    #[test]
    fn no_knob_turned_gives_the_raster_that_the_network_reads() {
        assert_eq!(Wiggle::default().raster(&drawing()), drawing().raster());
    }

    #[test]
    fn every_knob_changes_the_raster_and_its_usual_setting_lies_within_its_range() {
        for knob in Knob::ALL {
            let [least, greatest] = knob.range();
            assert!((least..=greatest).contains(&knob.usual()), "{knob:?}");
            let usual = raster(knob, knob.usual());
            assert_ne!(raster(knob, greatest), usual, "{knob:?}");
        }
    }

    #[test]
    fn a_shift_by_whole_pixels_moves_pixels_and_by_half_a_pixel_shares_them_out() {
        let mut pixels = [0; SIDE * SIDE];
        (pixels[5], pixels[27]) = (200, 100);
        let at = |by| *shifted(&Raster::from_pixels(pixels), by).pixels();
        assert_eq!((at(2.0)[7], at(2.0)[28]), (200, 0));
        assert_eq!((at(-2.0)[3], at(-2.0)[25]), (200, 100));
        assert_eq!((at(0.5)[5], at(0.5)[6]), (100, 100));
    }

    #[test]
    fn the_grain_has_about_the_stated_mean_and_deviation_and_is_the_same_each_time() {
        let mut grain = Grain(0x9E37_79B9);
        let drawn: Vec<f32> = (0..10_000).map(|_| grain.next()).collect();
        let mean = drawn.iter().sum::<f32>() / 1e4;
        let variance = drawn.iter().map(|n| (n - mean) * (n - mean)).sum::<f32>() / 1e4;
        assert!(
            mean.abs() < 0.05 && (variance - 1.0).abs() < 0.05,
            "{mean}, {variance}"
        );
        assert_eq!(raster(Knob::Noise, 0.3), raster(Knob::Noise, 0.3));
    }

    #[test]
    fn settings_that_are_no_numbers_and_drawings_without_ink_do_no_harm() {
        for knob in Knob::ALL {
            for setting in [f32::NAN, f32::INFINITY, -1e30] {
                let wiggle = Wiggle::default().with(knob, setting);
                let _ = wiggle.raster(&drawing());
                assert_eq!(wiggle.raster(&Drawing::default()), None);
            }
        }
    }
}
