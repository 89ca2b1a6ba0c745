//! Occlusion: attributes a logit to pixels by covering each of them with a patch of paper.
//!
//! Reference: Zeiler and Fergus 2014, Visualizing and Understanding Convolutional Networks.
//!
//! Limits: a drop shows the effect of the ink under one patch, not the joint effect of two places. A raster with a
//! patch of paper across a stroke also differs from the training data.

use std::ops::Range;

use ink::{Raster, SIDE};

use crate::Explainer;

/// Side of the patch, in pixels.
pub const PATCH_SIZE_PX: usize = 5;

impl Explainer {
    /// Returns how much the logit of `class` drops when the patch around each pixel is covered with paper.
    ///
    /// `pixels` is a range of the 28 * 28 pixel indices, row by row. A caller that must stay responsive can request
    /// them in parts. A drop is unbounded; it is 0 if there is no ink under the patch.
    ///
    /// # Shapes
    /// `[pixels.len()]`, in logits.
    pub fn occlusion(&self, raster: &Raster, class: u8, pixels: Range<usize>) -> Vec<f32> {
        let mut drops = vec![0.0; pixels.len()];
        let (indices, mut rasters): (Vec<usize>, Vec<Raster>) = pixels
            .enumerate()
            .map(|(index, pixel)| (index, occluded(raster, pixel)))
            .filter(|(_, occluded)| occluded != raster)
            .unzip();
        rasters.push(raster.clone());
        let mut logits = self.class_logits(&rasters, class);
        let original = logits.pop().expect("the last raster is the original");
        for (index, logit) in indices.into_iter().zip(logits) {
            drops[index] = original - logit;
        }
        drops
    }
}

/// Returns the raster with the patch around this pixel covered with paper.
fn occluded(raster: &Raster, pixel: usize) -> Raster {
    let mut pixels = *raster.pixels();
    let patch = |centre: usize| {
        centre.saturating_sub(PATCH_SIZE_PX / 2)..SIDE.min(centre + PATCH_SIZE_PX / 2 + 1)
    };
    for y in patch(pixel / SIDE) {
        for x in patch(pixel % SIDE) {
            pixels[y * SIDE + x] = 0;
        }
    }
    Raster::from_pixels(pixels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{explainer, golden};

    const ALL: Range<usize> = 0..SIDE * SIDE;

    #[test]
    fn requesting_the_drops_in_parts_gives_the_same_values() {
        let (explainer, raster) = (explainer(), golden(7));
        let all = explainer.occlusion(&raster, 7, ALL);
        let parts =
            (0..4).flat_map(|part| explainer.occlusion(&raster, 7, part * 196..(part + 1) * 196));
        assert_eq!(parts.collect::<Vec<f32>>(), all);
        assert_eq!(all.len(), SIDE * SIDE);
    }

    #[test]
    fn covering_paper_changes_nothing_but_covering_the_digit_does() {
        let (explainer, raster) = (explainer(), golden(7));
        let drops = explainer.occlusion(&raster, 7, ALL);
        assert_eq!(drops[0], 0.0);
        assert!(drops.iter().any(|drop| *drop > 1.0));
    }

    #[test]
    fn a_drop_is_the_logit_difference_with_and_without_the_patch() {
        let (explainer, raster, pixel) = (explainer(), golden(3), 14 * SIDE + 14);
        let [drop] = explainer.occlusion(&raster, 3, pixel..pixel + 1)[..] else {
            panic!("one pixel gives one drop");
        };
        let logits = explainer.class_logits(&[raster.clone(), occluded(&raster, pixel)], 3);
        assert!((drop - (logits[0] - logits[1])).abs() < 1e-5);
    }

    #[test]
    fn a_patch_in_a_corner_is_clipped() {
        let full = Raster::from_pixels([255; SIDE * SIDE]);
        let covered_count = |pixel| {
            occluded(&full, pixel)
                .pixels()
                .iter()
                .filter(|ink| **ink == 0)
                .count()
        };
        assert_eq!(
            (
                covered_count(0),
                covered_count(14 * SIDE + 14),
                covered_count(SIDE * SIDE - 1)
            ),
            (9, 25, 9)
        );
    }
}
