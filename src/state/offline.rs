//! What to say while the device is offline.

use super::EngineState;

/// In words; empty while the device is online. What reads digits runs on the device, so nothing changes once it is
/// there.
#[must_use]
pub fn words(is_online: bool, engine: &EngineState) -> &'static str {
    match (is_online, engine) {
        (true, _) => "",
        (false, EngineState::Ready) => "Offline. Drawing and reading go on as before.",
        (false, EngineState::Loading | EngineState::Failed(_)) => {
            "Offline. You can draw already; it is read once you are online again."
        }
    }
}

/// Whether what reads digits is to be fetched again when the device comes back online.
#[must_use]
pub fn is_to_be_retried(is_online: bool, engine: &EngineState) -> bool {
    is_online && matches!(engine, EngineState::Failed(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_is_offline_is_told_and_according_to_what_is_there() {
        let failed = EngineState::Failed("lost".into());
        for engine in [EngineState::Loading, EngineState::Ready, failed.clone()] {
            assert_eq!(words(true, &engine), "");
            assert!(words(false, &engine).starts_with("Offline."));
        }
        assert_ne!(words(false, &EngineState::Ready), words(false, &failed));
    }

    #[test]
    fn only_what_has_failed_is_fetched_again_and_only_online() {
        let failed = EngineState::Failed("lost".into());
        assert!(is_to_be_retried(true, &failed));
        assert!(!is_to_be_retried(false, &failed));
        assert!(!is_to_be_retried(true, &EngineState::Loading));
    }
}
