//! Drops specks: patches of ink far lighter than the heaviest.

use super::patches::Patch;
use super::plane::Plane;

/// A patch with less than this share of the heaviest one's mass is dust, not a part of a digit.
const DUST: f32 = 0.05;

/// The ink without its specks.
pub(super) fn without(mut ink: Plane) -> Plane {
    let weighed = Patch::all(&ink).into_iter();
    let weighed: Vec<(f32, Patch)> = weighed.map(|patch| (patch.mass(&ink), patch)).collect();
    let heaviest = weighed.iter().map(|(mass, _)| *mass).fold(0.0, f32::max);
    let dust = weighed.iter().filter(|(mass, _)| *mass < heaviest * DUST);
    for (_, patch) in dust {
        patch.wipe_from(&mut ink);
    }
    ink
}
