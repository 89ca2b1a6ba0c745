//! Leptos components that the page and the inspector share. They exist in the browser only.
#![cfg(target_arch = "wasm32")]
#![forbid(unsafe_code)]
#![expect(
    unreachable_pub,
    reason = "Leptos makes the props of a component public"
)]

mod disclosure;
mod error_banner;
mod lazy;
mod slider;

pub use disclosure::Disclosure;
pub use error_banner::ErrorBanner;
pub use lazy::Lazy;
pub use slider::Slider;
