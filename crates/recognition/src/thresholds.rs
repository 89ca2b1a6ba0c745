//! Ranges of the decision thresholds that the user can set.

/// Allowed range of the confidence threshold, a probability.
pub const CONFIDENCE_RANGE: (f32, f32) = (0.5, 0.99);
/// Step of the confidence threshold within [`CONFIDENCE_RANGE`].
pub const CONFIDENCE_STEP: f32 = 0.01;

/// Allowed range of the OOD threshold relative to the fitted one, in units of the score. Higher is more lenient.
pub const OOD_THRESHOLD_RANGE: (f32, f32) = (-6.0, 6.0);
/// Step of the OOD threshold within [`OOD_THRESHOLD_RANGE`].
pub const OOD_THRESHOLD_STEP: f32 = 0.5;
