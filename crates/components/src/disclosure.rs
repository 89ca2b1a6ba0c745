//! A disclosure: a title that shows or hides its content when clicked.

use leptos::ev;
use leptos::prelude::*;
use platform::dom_events::is_open;

use crate::Lazy;

/// A `<details>` element whose content is first rendered when it is opened.
#[component]
pub fn Disclosure(
    /// The title.
    title: &'static str,
    /// The `data-testid` of the title.
    testid: &'static str,
    children: Children,
) -> impl IntoView {
    let content = Lazy::default();
    // `toggle` also fires when a script or the browser opens the element, but later than `click`.
    let on_toggle = move |event: ev::Event| {
        if is_open(&event) {
            content.request();
        }
    };
    view! {
        <details class="disclosure" on:toggle=on_toggle>
            <summary data-testid=testid on:click=move |_| content.request()>{title}</summary>
            <div class="disclosure-content">{content.render(children)}</div>
        </details>
    }
}
