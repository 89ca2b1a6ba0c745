//! What is made when it is first wanted.

use leptos::prelude::*;

/// A wish that stays once it is there.
#[derive(Clone, Copy)]
pub(super) struct Once(RwSignal<bool>);

impl Once {
    /// Nothing is wanted yet.
    pub(super) fn new() -> Self {
        Self(RwSignal::new(false))
    }

    /// From now on it is wanted.
    pub(super) fn want(self) {
        if !self.0.get_untracked() {
            self.0.set(true);
        }
    }

    /// These, made when they are wanted.
    pub(super) fn made(self, children: Children) -> impl IntoView {
        let children = StoredValue::new_local(Some(children));
        move || {
            let is_wanted = self.0.get();
            let children = is_wanted.then(|| children.try_update_value(Option::take));
            children.flatten().flatten().map(|children| children())
        }
    }
}
