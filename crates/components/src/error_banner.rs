//! An error banner with a Retry button.

use leptos::prelude::*;

/// A banner that is shown while there is an error.
#[component]
pub fn ErrorBanner(
    /// The error message; `None` hides the banner.
    reason: Memo<Option<String>>,
    /// Called by Retry.
    #[prop(into)]
    on_retry: Callback<()>,
    /// The `data-testid` of the Retry button.
    testid: &'static str,
) -> impl IntoView {
    view! {
        <div class="error-banner" role="alert">
            {move || reason.get().map(|reason| view! {
                <div class="error-banner-message">
                    <p>{reason}</p>
                    <button type="button" class="button" data-testid=testid on:click=move |_| on_retry.run(())>
                        {text::PAGE.error_banner.retry}
                    </button>
                </div>
            })}
        </div>
    }
}
