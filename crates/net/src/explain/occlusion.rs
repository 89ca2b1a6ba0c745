//! What in the ink speaks for a class, by covering it: a patch of paper is laid over each pixel in turn.
//!
//! It tells what the answer loses without the ink there, ink and all that the network makes of it; not what two
//! places do together, and a patch of paper over a line is itself something that the network has hardly met.
//! (Zeiler and Fergus 2014, Visualizing and Understanding Convolutional Networks.)

use std::ops::Range;

use ink::{Raster, SIDE};

use super::Explainer;

/// Side of the patch, in pixels.
pub const PATCH: usize = 5;

impl Explainer {
    /// How much the class's logit falls when the patch around each of these pixels, row by row of all 784, is paper; 0
    /// where there is no ink under it. All pixels may be asked for at once or a few at a time.
    pub fn occlusion(&self, raster: &Raster, class: u8, pixels: Range<usize>) -> Vec<f32> {
        let mut drops = vec![0.0; pixels.len()];
        let (places, mut rasters): (Vec<usize>, Vec<Raster>) = pixels
            .enumerate()
            .map(|(place, pixel)| (place, covered(raster, pixel)))
            .filter(|(_, covered)| covered != raster)
            .unzip();
        rasters.push(raster.clone());
        let mut logits = self.logits_of(&rasters, class);
        let whole = logits.pop().expect("the raster itself came last");
        for (place, logit) in places.into_iter().zip(logits) {
            drops[place] = whole - logit;
        }
        drops
    }
}

/// The raster with paper around this pixel.
fn covered(raster: &Raster, pixel: usize) -> Raster {
    let mut pixels = *raster.pixels();
    let near = |at: usize| at.saturating_sub(PATCH / 2)..SIDE.min(at + PATCH / 2 + 1);
    for y in near(pixel / SIDE) {
        for x in near(pixel % SIDE) {
            pixels[y * SIDE + x] = 0;
        }
    }
    Raster::from_pixels(pixels)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{explainer, golden};
    use super::*;

    const ALL: Range<usize> = 0..SIDE * SIDE;

    #[test]
    fn in_parts_or_at_once_the_drops_are_the_same() {
        let (explainer, raster) = (explainer(), golden(7));
        let whole = explainer.occlusion(&raster, 7, ALL);
        let parts =
            (0..4).flat_map(|part| explainer.occlusion(&raster, 7, part * 196..(part + 1) * 196));
        assert_eq!(parts.collect::<Vec<f32>>(), whole);
        assert_eq!(whole.len(), SIDE * SIDE);
    }

    #[test]
    fn covering_paper_costs_nothing_and_covering_the_digit_does() {
        let (explainer, raster) = (explainer(), golden(7));
        let drops = explainer.occlusion(&raster, 7, ALL);
        assert_eq!(drops[0], 0.0);
        assert!(drops.iter().any(|drop| *drop > 1.0));
    }

    #[test]
    fn a_drop_is_what_the_logit_lacks_with_the_patch_covered() {
        let (explainer, raster, pixel) = (explainer(), golden(3), 14 * SIDE + 14);
        let [drop] = explainer.occlusion(&raster, 3, pixel..pixel + 1)[..] else {
            panic!("one pixel, one drop");
        };
        let logits = explainer.logits_of(&[raster.clone(), covered(&raster, pixel)], 3);
        assert!((drop - (logits[0] - logits[1])).abs() < 1e-5);
    }

    #[test]
    fn a_patch_in_a_corner_covers_what_there_is_of_it() {
        let full = Raster::from_pixels([255; SIDE * SIDE]);
        let paper = |pixel| {
            covered(&full, pixel)
                .pixels()
                .iter()
                .filter(|ink| **ink == 0)
                .count()
        };
        assert_eq!(
            (paper(0), paper(14 * SIDE + 14), paper(SIDE * SIDE - 1)),
            (9, 25, 9)
        );
    }
}
