//! The drawing after each preprocessing stage.

use ink::{Preprocessing, Raster, Stage};

use super::InspectorState;

impl InspectorState {
    /// Returns whether the user has disabled a stage.
    #[must_use]
    pub fn is_disabled(&self, stage: Stage) -> bool {
        self.disabled_stages.contains(&stage)
    }

    /// Returns the raster after each stage, with all enabled stages up to that one applied. Empty for a picture, which
    /// has no strokes.
    #[must_use]
    pub fn stage_rasters(&self) -> Vec<Raster> {
        let Some(selection) = &self.selection else {
            return Vec::new();
        };
        let raster_after = |last: usize| {
            let is_applied =
                |stage: &Stage| Stage::ALL[..=last].contains(stage) && !self.is_disabled(*stage);
            let skipped = Stage::ALL.into_iter().filter(|stage| !is_applied(stage));
            let preprocessing = skipped.fold(Preprocessing::MNIST, Preprocessing::without);
            preprocessing.raster(&selection.drawing)
        };
        (0..Stage::ALL.len()).filter_map(raster_after).collect()
    }
}
