//! The smallest change of the raster that makes the network read another digit.
//!
//! DeepFool (Moosavi-Dezfooli et al. 2016): near the raster each logit is taken to be linear in the ink, which tells how
//! far the border to each other digit is and where; the nearest is stepped to, and again until it is crossed. Pixels stay
//! between paper and ink. Then the way there is halved until a shorter one no longer flips. A change as small may exist
//! that this does not find: what is found is an upper bound.

use ink::{Raster, SIDE};
use serde::{Deserialize, Serialize};

use super::Explainer;
use super::saliency::{PIXELS, shares};
use crate::CLASSES;

/// Steps until it gives up.
const STEPS: usize = 20;

/// Each step goes this much further than the border is thought to be.
const OVERSHOOT: f32 = 1.05;

/// Halvings of the way back.
const HALVINGS: usize = 8;

/// A change that flips the reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flip {
    /// What is read otherwise.
    pub raster: Raster,
    /// The digit that it was read as.
    pub from: u8,
    /// The digit that it is read as now.
    pub to: u8,
    /// The root of the sum of squares of all pixels' changes, ink = 1.
    pub l2: f32,
    /// The change of the pixel that changed most, 0..1.
    pub largest: f32,
}

impl Explainer {
    /// A small change after which another digit is read; `None` where none was found.
    pub fn flip(&self, raster: &Raster) -> Option<Flip> {
        let from = self.classifier.classify(raster).digit();
        let start = shares(raster);
        let far = self.beyond(&start, from)?;
        let (mut near, mut away) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            let middle = (near + away) / 2.0;
            if self.read(&on_the_way(&start, &far, middle)) == from {
                near = middle;
            } else {
                away = middle;
            }
        }
        let flipped = on_the_way(&start, &far, away);
        let changes = || {
            shares(&flipped)
                .into_iter()
                .zip(&start)
                .map(|(now, was)| now - was)
        };
        Some(Flip {
            from,
            to: self.read(&flipped),
            l2: changes().map(|change| change * change).sum::<f32>().sqrt(),
            largest: changes().map(f32::abs).fold(0.0, f32::max),
            raster: flipped,
        })
    }

    fn read(&self, raster: &Raster) -> u8 {
        self.classifier.classify(raster).digit()
    }

    /// Ink beyond the nearest border, as steps from border to border find it.
    fn beyond(&self, start: &[f32], from: u8) -> Option<Vec<f32>> {
        let mut ink = start.to_vec();
        for _ in 0..STEPS {
            let step = self.step(&ink, from)?;
            for (pixel, change) in ink.iter_mut().zip(step) {
                *pixel = (*pixel + OVERSHOOT * change).clamp(0.0, 1.0);
            }
            if self.read(&rounded(&ink)) != from {
                return Some(ink);
            }
        }
        None
    }

    /// The shortest step to where another digit's logit is as high, were all logits linear.
    fn step(&self, ink: &[f32], from: u8) -> Option<Vec<f32>> {
        let classes: [u8; CLASSES] = std::array::from_fn(|class| class as u8);
        let slopes = self.slopes(&vec![ink.to_vec(); CLASSES], &classes);
        let [outputs] = self.classifier.outputs(&[rounded(ink)])[..] else {
            return None;
        };
        let of = |class: u8| &slopes[usize::from(class) * PIXELS..][..PIXELS];
        let border = |class: u8| {
            let logits = outputs.logits;
            let gap = logits[usize::from(from)] - logits[usize::from(class)];
            let apart = of(class).iter().zip(of(from));
            let slope: Vec<f32> = apart
                .zip(ink)
                .map(|((to, from), ink)| movable(to - from, *ink))
                .collect();
            let squared = slope.iter().map(|slope| slope * slope).sum::<f32>();
            // Half a grey level's worth more, which rounding to bytes may take.
            (squared > 0.0).then(|| (gap.max(0.0) + 1e-3, squared, slope))
        };
        let others = classes.into_iter().filter(|class| *class != from);
        let nearest = others.filter_map(border).min_by(|a, b| {
            let distance = |(gap, squared, _): &(f32, f32, Vec<f32>)| gap / squared.sqrt();
            distance(a).total_cmp(&distance(b))
        });
        let (gap, squared, slope) = nearest?;
        Some(slope.iter().map(|slope| slope * gap / squared).collect())
    }
}

/// A pixel's slope; 0 where it is paper or ink already and would have to become more so.
fn movable(slope: f32, ink: f32) -> f32 {
    if (ink <= 0.0 && slope < 0.0) || (ink >= 1.0 && slope > 0.0) {
        0.0
    } else {
        slope
    }
}

fn on_the_way(start: &[f32], end: &[f32], part: f32) -> Raster {
    let pairs = start.iter().zip(end);
    let ink: Vec<f32> = pairs
        .map(|(start, end)| start + (end - start) * part)
        .collect();
    rounded(&ink)
}

fn rounded(ink: &[f32]) -> Raster {
    let mut pixels = [0; SIDE * SIDE];
    for (pixel, ink) in pixels.iter_mut().zip(ink) {
        *pixel = (ink * 255.0).round() as u8;
    }
    Raster::from_pixels(pixels)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{explainer, goldens};
    use super::*;

    #[test]
    fn the_change_flips_the_reading_is_small_and_is_as_large_as_stated() {
        let explainer = explainer();
        for golden in goldens() {
            let raster = golden.drawing.raster().unwrap();
            let flip = explainer.flip(&raster).unwrap();
            assert_eq!(Some(flip.from), golden.label);
            assert_eq!(explainer.read(&flip.raster), flip.to);
            assert_ne!(flip.from, flip.to);
            let (was, now) = (shares(&raster), shares(&flip.raster));
            let changes = || was.iter().zip(&now).map(|(was, now)| now - was);
            let l2 = changes().map(|change| change * change).sum::<f32>().sqrt();
            assert_eq!(
                (flip.l2, flip.largest),
                (l2, changes().map(f32::abs).fold(0.0, f32::max))
            );
            // Noise must be many times as large; the ink of a digit has a length of about 9.
            assert!(flip.l2 < 4.0, "{:?}: {l2}", golden.label);
        }
    }

    #[test]
    fn pixels_at_their_limit_move_only_away_from_it() {
        assert_eq!([movable(-2.0, 0.0), movable(2.0, 1.0)], [0.0, 0.0]);
        assert_eq!(
            [movable(2.0, 0.0), movable(-2.0, 1.0), movable(-2.0, 0.5)],
            [2.0, -2.0, -2.0]
        );
    }

    #[test]
    fn blank_paper_is_no_trouble() {
        let _ = explainer().flip(&Raster::from_pixels([0; SIDE * SIDE]));
    }
}
