//! A slider: a range input with its label.

use leptos::prelude::*;
use platform::dom_events::number_value;

/// A slider under its label (the children, with the value in an `<output>`).
#[component]
pub fn Slider(
    /// The id of the input, which is also its test id.
    #[prop(into)]
    id: String,
    min: f32,
    max: Memo<f32>,
    /// The distance between two values; any value is allowed without it.
    #[prop(optional)]
    step: Option<f32>,
    value: Memo<f32>,
    #[prop(into)] on_change: Callback<f32>,
    /// A note below that describes the effect of the value.
    #[prop(optional)]
    note: Option<Memo<String>>,
    children: Children,
) -> impl IntoView {
    let note_id = note.map(|_| format!("{id}-effect"));
    let note = note.map(|note| view! { <p class="slider-note" id=note_id.clone()>{note}</p> });
    view! {
        <div class="slider">
            <label for=id.clone()>{children()}</label>
            <input
                type="range"
                id=id.clone()
                data-testid=id
                aria-describedby=note_id
                min=min
                max=move || max.get().to_string()
                step=step.map_or_else(|| "any".to_owned(), |step| step.to_string())
                prop:value=move || value.get().to_string()
                on:input=move |event| number_value(&event).into_iter().for_each(|value| on_change.run(value))
            />
            {note}
        </div>
    }
}
