//! Drops specks: patches of ink far lighter than the heaviest.

use super::plane::Plane;

/// Ink at least this strong joins its neighbours into one patch.
const JOINS: f32 = 0.25;

/// A patch with less than this share of the heaviest one's mass is dust, not a part of a digit.
const DUST: f32 = 0.05;

/// The ink without its specks.
pub(super) fn without(mut ink: Plane) -> Plane {
    let mut waiting: Vec<bool> = ink.values.iter().map(|&share| share >= JOINS).collect();
    let mut patches = Vec::new();
    for start in 0..waiting.len() {
        let patch = patch(start, ink.width, &mut waiting);
        if !patch.is_empty() {
            let mass: f32 = patch.iter().filter_map(|&i| ink.values.get(i)).sum();
            patches.push((mass, patch));
        }
    }
    let heaviest = patches.iter().map(|(mass, _)| *mass).fold(0.0, f32::max);
    let dust = patches.iter().filter(|(mass, _)| *mass < heaviest * DUST);
    for &i in dust.flat_map(|(_, patch)| patch) {
        if let Some(share) = ink.values.get_mut(i) {
            *share = 0.0;
        }
    }
    ink
}

/// The waiting pixels that hang together with `start`, corners included; they wait no longer.
fn patch(start: usize, width: usize, waiting: &mut [bool]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut next = vec![start];
    while let Some(i) = next.pop() {
        let Some(still @ true) = waiting.get_mut(i) else {
            continue;
        };
        *still = false;
        found.push(i);
        let (x, above) = (i % width.max(1), i.checked_sub(width));
        for middle in [above, Some(i), Some(i + width)].into_iter().flatten() {
            next.push(middle);
            next.extend((x > 0).then(|| middle - 1));
            next.extend((x + 1 < width).then_some(middle + 1));
        }
    }
    found
}
