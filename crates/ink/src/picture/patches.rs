//! The patches of ink on a picture: pixels that hang together.

use super::plane::Plane;

/// Ink at least this strong joins its neighbours into one patch.
const JOINS: f32 = 0.25;

/// Pixels that hang together, by their place in the plane.
pub(super) struct Patch {
    pub(super) pixels: Vec<usize>,
}

impl Patch {
    /// All patches of the ink.
    pub(super) fn all(ink: &Plane) -> Vec<Self> {
        let mut waiting: Vec<bool> = ink.values.iter().map(|&share| share >= JOINS).collect();
        let found = (0..waiting.len()).map(|start| Self::around(start, ink.width, &mut waiting));
        found.filter(|patch| !patch.pixels.is_empty()).collect()
    }

    /// The sum of the ink's shares.
    pub(super) fn mass(&self, ink: &Plane) -> f32 {
        let shares = self.pixels.iter().filter_map(|&i| ink.values.get(i));
        shares.sum()
    }

    /// Makes paper of the patch.
    pub(super) fn wipe_from(&self, ink: &mut Plane) {
        for &i in &self.pixels {
            if let Some(share) = ink.values.get_mut(i) {
                *share = 0.0;
            }
        }
    }

    /// The waiting pixels that hang together with `start`, corners included; they wait no longer.
    fn around(start: usize, width: usize, waiting: &mut [bool]) -> Self {
        let mut pixels = Vec::new();
        let mut next = vec![start];
        while let Some(i) = next.pop() {
            let Some(still @ true) = waiting.get_mut(i) else {
                continue;
            };
            *still = false;
            pixels.push(i);
            let (x, above) = (i % width.max(1), i.checked_sub(width));
            for middle in [above, Some(i), Some(i + width)].into_iter().flatten() {
                next.push(middle);
                next.extend((x > 0).then(|| middle - 1));
                next.extend((x + 1 < width).then_some(middle + 1));
            }
        }
        Self { pixels }
    }
}
