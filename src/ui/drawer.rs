//! A part of the page that is opened when it is wanted.

use leptos::ev;
use leptos::prelude::*;

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
    let children = StoredValue::new_local(Some(children));
    let is_wanted = RwSignal::new(false);
    let want = move || {
        if !is_wanted.get_untracked() {
            is_wanted.set(true);
        }
    };
    // A press tells at once; where the drawer is opened otherwise, the browser tells of it afterwards.
    let toggled = move |event: ev::Event| {
        if is_open(&event) {
            want();
        }
    };
    let inside = move || {
        let children = is_wanted
            .get()
            .then(|| children.try_update_value(Option::take));
        children.flatten().flatten().map(|children| children())
    };
    view! {
        <details class="drawer" on:toggle=toggled>
            <summary data-testid=testid on:click=move |_| want()>{title}</summary>
            <div class="drawer-inside">{inside}</div>
        </details>
    }
}
