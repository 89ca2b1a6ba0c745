//! Content that is rendered on first request.

use leptos::prelude::*;

/// Whether the content has been requested. Once rendered, it is never removed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lazy(RwSignal<bool>);

impl Lazy {
    /// Requests the content.
    pub fn request(self) {
        if !self.0.get_untracked() {
            self.0.set(true);
        }
    }

    /// Returns a view that renders the children once they are requested.
    pub fn render(self, children: Children) -> impl IntoView {
        let children = StoredValue::new_local(Some(children));
        move || {
            let is_requested = self.0.get();
            let children = is_requested.then(|| children.try_update_value(Option::take));
            children.flatten().flatten().map(|children| children())
        }
    }
}
