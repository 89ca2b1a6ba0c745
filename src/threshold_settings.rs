//! Settings of the two decision thresholds, each with its measured effect.

use components::Slider;
use leptos::prelude::*;
use session::Command;
use session::answer_text::percent;
use session::thresholds::Thresholds;

/// A slider for each threshold and a button that restores the defaults.
#[component]
pub fn ThresholdSettings(
    /// The current thresholds.
    thresholds: Memo<Thresholds>,
    /// Receives the changed thresholds.
    #[prop(into)]
    on_command: Callback<Command>,
) -> impl IntoView {
    let strings = &text::PAGE.thresholds;
    let change = move |thresholds| on_command.run(Command::SetThresholds(thresholds));
    let confidence = move || percent(thresholds.get().confidence);
    let ood = move || match thresholds.get().ood {
        threshold if threshold < -0.5 => strings.ood_stricter,
        threshold if threshold > 0.5 => strings.ood_more_lenient,
        _ => strings.ood_default,
    };
    view! {
        <div class="threshold-settings">
            <Slider
                id="sure-from"
                min=Thresholds::CONFIDENCE_RANGE.0
                max=Memo::new(|_| Thresholds::CONFIDENCE_RANGE.1)
                step=Thresholds::CONFIDENCE_STEP
                value=Memo::new(move |_| thresholds.get().confidence)
                note=Memo::new(move |_| thresholds.get().flagged_summary())
                on_change=move |confidence| change(Thresholds { confidence, ..thresholds.get_untracked() })
            >
                {strings.confidence}<output>{confidence}</output>
            </Slider>
            <Slider
                id="strange-to"
                min=Thresholds::OOD_RANGE.0
                max=Memo::new(|_| Thresholds::OOD_RANGE.1)
                step=Thresholds::OOD_STEP
                value=Memo::new(move |_| thresholds.get().ood)
                note=Memo::new(move |_| thresholds.get().rejected_summary())
                on_change=move |ood| change(Thresholds { ood, ..thresholds.get_untracked() })
            >
                {strings.ood}<output>{ood}</output>
            </Slider>
            <button
                type="button"
                class="button"
                data-testid="usual-limits"
                disabled=move || thresholds.get() == Thresholds::default()
                on:click=move |_| change(Thresholds::default())
            >
                {strings.reset}
            </button>
        </div>
    }
}
