//! How cautious the answers are: two limits to be moved, and what that comes to, as measured.

use leptos::prelude::*;

use crate::browser::form::number;
use crate::state::Command;
use crate::state::caution::Caution;
use crate::state::reading::percent;

/// A slider for each limit, and what they come to in words.
#[component]
pub fn Doubt(
    /// The limits.
    caution: Memo<Caution>,
    /// What a person wants done.
    #[prop(into)]
    on_command: Callback<Command>,
) -> impl IntoView {
    let heed = move |caution| on_command.run(Command::Heed(caution));
    let sure = move || format!("{} or more", percent(caution.get().sure_from));
    let strange = move || match caution.get().strange_to {
        limit if limit < -0.5 => "soon",
        limit if limit > 0.5 => "seldom",
        _ => "as measured",
    };
    view! {
        <div class="doubt">
            <Slider
                testid="sure-from"
                range=Caution::SURE
                step=Caution::SURE_STEP
                value=Memo::new(move |_| caution.get().sure_from)
                comes_to=Memo::new(move |_| caution.get().doubted())
                on_change=move |sure_from| heed(Caution { sure_from, ..caution.get_untracked() })
            >
                "An answer is given without a doubt at "<output>{sure}</output>
            </Slider>
            <Slider
                testid="strange-to"
                range=Caution::STRANGE
                step=Caution::STRANGE_STEP
                value=Memo::new(move |_| caution.get().strange_to)
                comes_to=Memo::new(move |_| caution.get().turned_away())
                on_change=move |strange_to| heed(Caution { strange_to, ..caution.get_untracked() })
            >
                "Ink is called \u{201c}not a digit\u{201d} "<output>{strange}</output>
            </Slider>
            <button
                type="button"
                class="button"
                data-testid="usual-limits"
                disabled=move || caution.get() == Caution::default()
                on:click=move |_| heed(Caution::default())
            >
                "As it was"
            </button>
        </div>
    }
}

/// A limit to be moved, under words that say where it is and over words that say what comes of it.
#[component]
fn Slider(
    testid: &'static str,
    range: (f32, f32),
    step: f32,
    value: Memo<f32>,
    comes_to: Memo<String>,
    #[prop(into)] on_change: Callback<f32>,
    children: Children,
) -> impl IntoView {
    let note = format!("{testid}-comes-to");
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
                on:input=move |event| number(&event).into_iter().for_each(|value| on_change.run(value))
            />
            <p class="slider-note" id=note>{comes_to}</p>
        </div>
    }
}
