//! From ink to 28x28: what each stage of the recipe makes of a drawing.

use ink::{Raster, Recipe, Stage};

use super::Look;

/// What a stage does, in a sentence.
#[must_use]
pub fn sentence(stage: Stage) -> &'static str {
    match stage {
        Stage::Fit => {
            "The ink alone is scaled to a box of 20 by 20, so size and place on the pad do not matter."
        }
        Stage::Aspect => "Both sides are scaled by the same factor, so a 1 stays narrow.",
        Stage::Centre => {
            "The ink's centre of mass moves to the middle, as in every digit that the network learnt from."
        }
        Stage::PenWidth => "The line is redrawn equally thick, however large the digit was drawn.",
        Stage::Smoothing => "Pixels that the line covers in part become grey.",
    }
}

impl Look {
    /// Whether a stage is left out.
    #[must_use]
    pub fn is_without(&self, stage: Stage) -> bool {
        self.without.contains(&stage)
    }

    /// The drawing after each stage, those after it not done yet and those left out not at all; empty where there are
    /// no strokes.
    #[must_use]
    pub fn pictures(&self) -> Vec<Raster> {
        let Some(subject) = &self.subject else {
            return Vec::new();
        };
        let after = |done: usize| {
            let is_done =
                |stage: &Stage| Stage::ALL[..=done].contains(stage) && !self.is_without(*stage);
            let missing = Stage::ALL.into_iter().filter(|stage| !is_done(stage));
            let recipe = missing.fold(Recipe::MNIST, Recipe::without);
            recipe.raster(&subject.drawing)
        };
        (0..Stage::ALL.len()).filter_map(after).collect()
    }
}
