//! What a hand changes of a digit's shape: how wide it is, how it leans and how it is turned.

use crate::Affine;

/// A hand other than the one that drew.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hand {
    /// Factor of the width.
    pub stretch: f32,
    /// To the right by so much for each unit of height.
    pub slant: f32,
    /// Degrees clockwise.
    pub rotation_deg: f32,
}

impl Default for Hand {
    /// The hand that drew.
    fn default() -> Self {
        Self {
            stretch: 1.0,
            slant: 0.0,
            rotation_deg: 0.0,
        }
    }
}

impl Hand {
    /// Stretched first, then slanted, then turned.
    #[must_use]
    pub fn shape(self) -> Affine {
        Affine::scale(self.stretch, 1.0)
            // y runs downwards: what leans to the right moves right as y falls.
            .then(Affine::shear(-self.slant))
            .then(Affine::rotate(self.rotation_deg.to_radians()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(hand: Hand) -> [f32; 2] {
        hand.shape().apply([2.0, -10.0].into()).into()
    }

    #[test]
    fn the_hand_that_drew_changes_nothing() {
        assert_eq!(moved(Hand::default()), [2.0, -10.0]);
    }

    #[test]
    fn a_slant_to_the_right_moves_the_top_right() {
        let slant = 0.5;
        assert_eq!(
            moved(Hand {
                slant,
                ..Hand::default()
            }),
            [7.0, -10.0]
        );
    }

    #[test]
    fn a_quarter_turn_clockwise_takes_the_top_to_the_right() {
        let rotation_deg = 90.0;
        let [x, y] = moved(Hand {
            rotation_deg,
            ..Hand::default()
        });
        assert!(
            (x - 10.0).abs() < 1e-5 && (y - 2.0).abs() < 1e-5,
            "{x}, {y}"
        );
    }
}
