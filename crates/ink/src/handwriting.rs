//! Variation between writers as an affine transform: width, slant and rotation of a digit.

use crate::Affine;

/// A change of handwriting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HandwritingTransform {
    /// Factor by which the width is scaled.
    pub stretch: f32,
    /// Horizontal shift per unit of height; positive values lean to the right.
    pub slant: f32,
    /// Clockwise rotation in degrees.
    pub rotation_deg: f32,
}

impl Default for HandwritingTransform {
    /// Returns the identity transform.
    fn default() -> Self {
        Self {
            stretch: 1.0,
            slant: 0.0,
            rotation_deg: 0.0,
        }
    }
}

impl HandwritingTransform {
    /// Returns the affine map that stretches, then slants, then rotates about the origin.
    #[must_use]
    pub fn to_affine(self) -> Affine {
        Affine::scale(self.stretch, 1.0)
            // The y axis points down, so a slant to the right moves points with a smaller y further right.
            .then(Affine::shear(-self.slant))
            .then(Affine::rotate(self.rotation_deg.to_radians()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn transformed(transform: HandwritingTransform) -> [f32; 2] {
        transform.to_affine().apply([2.0, -10.0].into()).into()
    }

    #[test]
    fn the_default_transform_is_the_identity() {
        assert_eq!(transformed(HandwritingTransform::default()), [2.0, -10.0]);
    }

    #[test]
    fn a_positive_slant_moves_the_top_to_the_right() {
        let slant = 0.5;
        assert_eq!(
            transformed(HandwritingTransform {
                slant,
                ..HandwritingTransform::default()
            }),
            [7.0, -10.0]
        );
    }

    #[test]
    fn rotating_by_90_degrees_moves_the_top_to_the_right() {
        let rotation_deg = 90.0;
        let [x, y] = transformed(HandwritingTransform {
            rotation_deg,
            ..HandwritingTransform::default()
        });
        assert!(
            (x - 10.0).abs() < 1e-5 && (y - 2.0).abs() < 1e-5,
            "{x}, {y}"
        );
    }
}
