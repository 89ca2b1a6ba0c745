//! Waits until the browser is idle.

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Waits for the next idle period. Returns false if the browser has no `requestIdleCallback`.
pub async fn wait_until_idle() -> bool {
    let Some(window) = window() else {
        return false;
    };
    let idle = Promise::new(&mut |resolve, reject| {
        if window.request_idle_callback(&resolve).is_err() {
            let _ = reject.call0(&reject);
        }
    });
    JsFuture::from(idle).await.is_ok()
}
