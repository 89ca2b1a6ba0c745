//! Drops what runs out of the picture beside a digit that does not: the table at a paper's edge, a
//! shadow, the ruled lines of a page.
//!
//! Only where some other ink of a digit's size touches no edge, so that a digit cut out to its
//! edges stays whole.

use super::patches::Patch;
use super::plane::Plane;

/// Ink may be a digit's if its longer side is at least this part of the picture's: one eighth.
const DIGIT: usize = 8;

/// A patch that reaches across the picture is a ruled line if its area is at most this part of the
/// square over the picture's longer side: one fortieth, thinner than the pen of a digit cut out to
/// its edges.
const LINE: usize = 40;

/// The ink without the digit's surroundings.
pub(super) fn without(mut ink: Plane) -> Plane {
    let frame = Frame::of(&ink);
    let patches = Patch::all(&ink);
    if patches.iter().any(|patch| frame.holds_digit(patch)) {
        let outer = patches.iter().filter(|patch| frame.is_outside(patch));
        for patch in outer {
            patch.wipe_from(&mut ink);
        }
    }
    ink
}

/// A picture's edges.
struct Frame {
    width: usize,
    height: usize,
}

impl Frame {
    fn of(ink: &Plane) -> Self {
        Self {
            width: ink.width,
            height: ink.rows().len(),
        }
    }

    fn longer(&self) -> usize {
        self.width.max(self.height)
    }

    /// Column and row of each of the patch's pixels.
    fn places(&self, patch: &Patch) -> impl Iterator<Item = [usize; 2]> {
        let width = self.width.max(1);
        patch.pixels.iter().map(move |i| [i % width, i / width])
    }

    /// How many of the patch's pixels lie on the left, right, upper and lower edge.
    fn touched(&self, patch: &Patch) -> [usize; 4] {
        let mut counts = [0; 4];
        for [x, y] in self.places(patch) {
            let touched = [x == 0, x + 1 == self.width, y == 0, y + 1 == self.height];
            for (count, touched) in counts.iter_mut().zip(touched) {
                *count += usize::from(touched);
            }
        }
        counts
    }

    fn holds_digit(&self, patch: &Patch) -> bool {
        let extent = |axis: usize| {
            let along = || self.places(patch).map(move |place| place[axis]);
            let ends = along().max().zip(along().min());
            ends.map_or(0, |(last, first)| last - first + 1)
        };
        extent(0).max(extent(1)) * DIGIT >= self.longer() && self.touched(patch) == [0; 4]
    }

    /// Whether the patch lines most of an edge, as a table does, or is a line from edge to edge.
    fn is_outside(&self, patch: &Patch) -> bool {
        let [left, right, upper, lower] = self.touched(patch);
        let lines_an_edge = 2 * left.max(right) > self.height || 2 * upper.max(lower) > self.width;
        let crosses = left.min(right) > 0 || upper.min(lower) > 0;
        let longer = self.longer();
        lines_an_edge || crosses && patch.pixels.len() * LINE <= longer * longer
    }
}
