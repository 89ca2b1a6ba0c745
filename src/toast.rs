//! The toast: a short message about something other than the answer.

use leptos::prelude::*;
use session::toast::Toast;

/// The current toast. It stays until the user dismisses it or another one replaces it.
#[component]
pub fn ToastView(
    /// The message to show.
    toast: RwSignal<Option<Toast>>,
    /// Called when the user dismisses it.
    #[prop(into)]
    on_dismiss: Callback<()>,
) -> impl IntoView {
    let message = move || {
        let current = toast.get();
        current.map_or(String::new(), |toast| toast.text().to_owned())
    };
    let is_error = move || toast.with(|current| current.as_ref().is_some_and(Toast::is_error));
    let is_empty = Memo::new(move |_| message().is_empty());
    view! {
        <div class="toast" class:is-error=is_error class:is-empty=is_empty role="status" data-testid="notice">
            <p>{message}</p>
            <button type="button" class="toast-dismiss" aria-label=text::PAGE.dismiss hidden=is_empty on:click=move |_| on_dismiss.run(())>
                "\u{00d7}"
            </button>
        </div>
    }
}
