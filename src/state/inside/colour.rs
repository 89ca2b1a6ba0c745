//! Numbers as colours: one scale where all are at least 0, one where the sign matters; both hold for the colour-blind.

/// What colours say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// From 0 to the largest: viridis, which is even to the eye and to the colour-blind.
    Sequential,
    /// Orange above 0, blue below, the stronger the farther; nothing at 0.
    Diverging,
}

/// Red, green, blue and how much of it covers what is under it, 0..255 each.
pub type Rgba = [u8; 4];

/// What speaks for something.
pub const FOR: [u8; 3] = [230, 110, 0];

/// What speaks against it.
pub const AGAINST: [u8; 3] = [70, 120, 230];

/// Viridis at five even steps (Smith and van der Walt 2015).
const VIRIDIS: [[f32; 3]; 5] = [
    [68.0, 1.0, 84.0],
    [59.0, 82.0, 139.0],
    [33.0, 145.0, 140.0],
    [94.0, 201.0, 98.0],
    [253.0, 231.0, 37.0],
];

impl Scale {
    /// The colour of a number where the largest is `limit`; none of what is no number.
    #[must_use]
    pub fn colour(self, value: f32, limit: f32) -> Rgba {
        let share = value / limit.max(f32::MIN_POSITIVE);
        match (value.is_nan(), self) {
            (true, _) => [0; 4],
            (false, Self::Sequential) => sequential(share),
            (false, Self::Diverging) => diverging(share),
        }
    }

    /// The least number that has a colour of its own, where the largest is `limit`.
    #[must_use]
    pub fn least(self, limit: f32) -> f32 {
        match self {
            Self::Sequential => 0.0,
            Self::Diverging => -limit,
        }
    }
}

/// Of a share, 0..1.
fn sequential(share: f32) -> Rgba {
    let place = share.clamp(0.0, 1.0) * (VIRIDIS.len() - 1) as f32;
    let from = (place as usize).min(VIRIDIS.len() - 2);
    let part = place - from as f32;
    let mix = |channel: usize| {
        let [low, high] = [VIRIDIS[from][channel], VIRIDIS[from + 1][channel]];
        (low + (high - low) * part) as u8
    };
    [mix(0), mix(1), mix(2), 255]
}

/// Of a share, -1..1.
fn diverging(share: f32) -> Rgba {
    let [red, green, blue] = if share > 0.0 { FOR } else { AGAINST };
    let covers = (share.abs().min(1.0).sqrt() * 255.0) as u8;
    [red, green, blue, covers]
}

/// A colour over ink, which is a grey that stands out on light and dark paper alike.
#[must_use]
pub fn over_ink(colour: Rgba, ink: u8) -> Rgba {
    const GREY: f32 = 128.0;
    const MOST: f32 = 0.45;
    let top = f32::from(colour[3]) / 255.0;
    let under = f32::from(ink) / 255.0 * MOST * (1.0 - top);
    let covers = top + under;
    if covers <= 0.0 {
        return [0; 4];
    }
    let mix = |channel: u8| ((f32::from(channel) * top + GREY * under) / covers) as u8;
    [
        mix(colour[0]),
        mix(colour[1]),
        mix(colour[2]),
        (covers * 255.0) as u8,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_scales_have_the_colours_that_the_legend_says() {
        assert_eq!(Scale::Sequential.colour(0.0, 2.0), [68, 1, 84, 255]);
        assert_eq!(Scale::Sequential.colour(2.0, 2.0), [253, 231, 37, 255]);
        assert_eq!(Scale::Diverging.colour(2.0, 2.0)[..3], FOR);
        assert_eq!(Scale::Diverging.colour(-2.0, 2.0)[..3], AGAINST);
        assert_eq!(Scale::Diverging.colour(0.0, 2.0)[3], 0);
        assert_eq!(Scale::Diverging.colour(f32::NAN, 2.0), [0; 4]);
    }

    #[test]
    fn ink_shows_where_nothing_lies_over_it_and_not_where_a_full_colour_does() {
        assert_eq!(over_ink([0; 4], 0), [0; 4]);
        assert_eq!(over_ink([0; 4], 255)[..3], [128; 3]);
        assert_eq!(over_ink([230, 110, 0, 255], 255), [230, 110, 0, 255]);
    }
}
