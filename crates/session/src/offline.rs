//! The message shown while the device is offline, and the restart of the engine when it is online again.

use super::EngineState;

/// Returns the message to show. Empty while the device is online.
///
/// The recogniser runs on the device, so an offline device can still read once it is loaded.
#[must_use]
pub fn message(is_online: bool, engine: &EngineState) -> &'static str {
    match (is_online, engine) {
        (true, _) => "",
        (false, EngineState::Ready) => text::ANSWER.offline.engine_ready,
        (false, EngineState::Loading | EngineState::Failed(_)) => {
            text::ANSWER.offline.engine_missing
        }
    }
}

/// Returns whether to start the engine again when the device comes back online.
#[must_use]
pub fn should_retry(is_online: bool, engine: &EngineState) -> bool {
    is_online && matches!(engine, EngineState::Failed(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_depends_on_the_engine_is_shown_only_offline() {
        let failed = EngineState::Failed("lost".into());
        for engine in [EngineState::Loading, EngineState::Ready, failed.clone()] {
            assert_eq!(message(true, &engine), "");
            assert!(message(false, &engine).starts_with("You are offline."));
        }
        assert_ne!(message(false, &EngineState::Ready), message(false, &failed));
    }

    #[test]
    fn only_a_failed_engine_is_restarted_and_only_online() {
        let failed = EngineState::Failed("lost".into());
        assert!(should_retry(true, &failed));
        assert!(!should_retry(false, &failed));
        assert!(!should_retry(true, &EngineState::Loading));
    }
}
