//! When the page has nothing to do.

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Waits until the browser says that nothing else is to be done; false where it says no such thing.
pub async fn comes() -> bool {
    let Some(window) = window() else {
        return false;
    };
    let told = Promise::new(&mut |resolve, reject| {
        if window.request_idle_callback(&resolve).is_err() {
            let _ = reject.call0(&reject);
        }
    });
    JsFuture::from(told).await.is_ok()
}
