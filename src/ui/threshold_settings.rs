//! Settings of the two decision thresholds, each with its measured effect.

use leptos::prelude::*;

use crate::browser::dom_events::number_value;
use crate::state::Command;
use crate::state::answer_text::percent;
use crate::state::thresholds::Thresholds;
use crate::text;

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
                testid="sure-from"
                range=Thresholds::CONFIDENCE_RANGE
                step=Thresholds::CONFIDENCE_STEP
                value=Memo::new(move |_| thresholds.get().confidence)
                effect=Memo::new(move |_| thresholds.get().flagged_summary())
                on_change=move |confidence| change(Thresholds { confidence, ..thresholds.get_untracked() })
            >
                {strings.confidence}<output>{confidence}</output>
            </Slider>
            <Slider
                testid="strange-to"
                range=Thresholds::OOD_RANGE
                step=Thresholds::OOD_STEP
                value=Memo::new(move |_| thresholds.get().ood)
                effect=Memo::new(move |_| thresholds.get().rejected_summary())
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

/// A slider between its label (the children) and a note about the effect of its value.
#[component]
fn Slider(
    testid: &'static str,
    range: (f32, f32),
    step: f32,
    value: Memo<f32>,
    effect: Memo<String>,
    #[prop(into)] on_change: Callback<f32>,
    children: Children,
) -> impl IntoView {
    let note = format!("{testid}-effect");
    view! {
        <div class="slider">
            <label for=testid>{children()}</label>
            <input
                type="range"
                id=testid
                data-testid=testid
                aria-describedby=note.clone()
                min=range.0
                max=range.1
                step=step
                prop:value=move || value.get().to_string()
                on:input=move |event| number_value(&event).into_iter().for_each(|value| on_change.run(value))
            />
            <p class="slider-note" id=note>{effect}</p>
        </div>
    }
}
