//! A part of the page that is opened when it is wanted.

use leptos::prelude::*;

/// A heading that opens and closes what is under it.
#[component]
pub fn Drawer(
    /// The heading.
    title: &'static str,
    /// Its name for tests.
    testid: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="drawer">
            <summary data-testid=testid>{title}</summary>
            <div class="drawer-inside">{children()}</div>
        </details>
    }
}
