//! What the page has to say besides its answers.

use leptos::prelude::*;

use crate::state::notice::Notice;

/// The message, until it is dismissed or another takes its place.
#[component]
pub fn NoticeView(
    /// What there is to say.
    notice: RwSignal<Option<Notice>>,
    /// The message has been read.
    #[prop(into)]
    on_dismiss: Callback<()>,
) -> impl IntoView {
    let words = move || {
        let shown = notice.get();
        shown.map_or(String::new(), |notice| notice.words().to_owned())
    };
    let is_trouble = move || notice.with(|shown| shown.as_ref().is_some_and(Notice::is_trouble));
    let is_silent = Memo::new(move |_| words().is_empty());
    view! {
        <div class="notice" class:is-trouble=is_trouble class:is-silent=is_silent role="status" data-testid="notice">
            <p>{words}</p>
            <button type="button" class="notice-dismiss" aria-label="Dismiss" hidden=is_silent on:click=move |_| on_dismiss.run(())>
                "\u{00d7}"
            </button>
        </div>
    }
}
