//! A part of the page that is opened when it is wanted.

use leptos::ev;
use leptos::prelude::*;

use super::once::Once;
use crate::browser::form::is_open;

/// A heading that opens and closes what is under it, which is made when it is first opened: who only draws does not
/// wait for it.
#[component]
pub fn Drawer(
    /// The heading.
    title: &'static str,
    /// Its name for tests.
    testid: &'static str,
    children: Children,
) -> impl IntoView {
    let content = Once::new();
    // A press tells at once; where the drawer is opened otherwise, the browser tells of it afterwards.
    let toggled = move |event: ev::Event| {
        if is_open(&event) {
            content.want();
        }
    };
    view! {
        <details class="drawer" on:toggle=toggled>
            <summary data-testid=testid on:click=move |_| content.want()>{title}</summary>
            <div class="drawer-inside">{content.made(children)}</div>
        </details>
    }
}
