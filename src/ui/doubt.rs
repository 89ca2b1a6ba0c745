//! How cautious the answers are: two limits to be moved.

use leptos::ev::Event;
use leptos::prelude::*;

use crate::browser::form::number;
use crate::state::Command;
use crate::state::caution::Caution;
use crate::state::reading::percent;

/// A slider for each limit, and what they come to in words.
#[component]
pub fn Doubt(
    /// The limits.
    #[prop(into)]
    caution: Signal<Caution>,
    /// What a person wants done.
    #[prop(into)]
    on_command: Callback<Command>,
) -> impl IntoView {
    let heed = move |change: fn(&mut Caution, f32), event: &Event| {
        let Some(value) = number(event) else { return };
        let mut caution = caution.get_untracked();
        change(&mut caution, value);
        on_command.run(Command::Heed(caution));
    };
    let sure = move || format!("{} or more", percent(caution.get().sure_from));
    let strange = move || match caution.get().strange_to {
        limit if limit < -0.5 => "soon",
        limit if limit > 0.5 => "seldom",
        _ => "as measured",
    };
    view! {
        <div class="doubt">
            <label class="slider">
                <span>"An answer is given without a doubt at "<output>{sure}</output></span>
                <input
                    type="range"
                    data-testid="sure-from"
                    min=Caution::SURE.0
                    max=Caution::SURE.1
                    step="0.01"
                    prop:value=move || caution.get().sure_from.to_string()
                    on:input=move |event| heed(|caution, value| caution.sure_from = value, &event)
                />
            </label>
            <label class="slider">
                <span>"Ink is called \u{201c}not a digit\u{201d} "<output>{strange}</output></span>
                <input
                    type="range"
                    data-testid="strange-to"
                    min=Caution::STRANGE.0
                    max=Caution::STRANGE.1
                    step="0.5"
                    prop:value=move || caution.get().strange_to.to_string()
                    on:input=move |event| heed(|caution, value| caution.strange_to = value, &event)
                />
            </label>
            <button
                type="button"
                class="button"
                data-testid="usual-limits"
                disabled=move || caution.get() == Caution::default()
                on:click=move |_| on_command.run(Command::Heed(Caution::default()))
            >
                "As it was"
            </button>
        </div>
    }
}
