//! Browser features that WebDriver lacks: emulated viewports, colour schemes, network conditions and pointer events,
//! and ChromeDriver's logs.

use anyhow::Result;
use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use ink::Point;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::pointer::PointerType;

/// The size of the page's viewport, and its device-pixel ratio.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// Device pixels per CSS pixel.
    pub device_pixel_ratio: f32,
    /// Whether the browser behaves as on a phone: touch input, and pages are fitted to the screen's width.
    pub is_mobile: bool,
}

impl Viewport {
    /// A laptop screen.
    pub const DESKTOP: Self = Self {
        width: 1280,
        height: 800,
        device_pixel_ratio: 1.0,
        is_mobile: false,
    };
    /// A phone in portrait orientation.
    pub const PHONE: Self = Self {
        width: 390,
        height: 844,
        device_pixel_ratio: 2.0,
        is_mobile: true,
    };
    /// The same phone in landscape orientation.
    pub const PHONE_LANDSCAPE: Self = Self {
        width: 844,
        height: 390,
        ..Self::PHONE
    };
}

/// The user's preferred colour scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColorScheme {
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
}

/// Changes the viewport of an open page, as rotating a phone or resizing a window does.
pub(crate) async fn set_viewport(client: &Client, viewport: Viewport) -> Result<()> {
    let metrics = json!({
        "width": viewport.width,
        "height": viewport.height,
        "deviceScaleFactor": viewport.device_pixel_ratio,
        "mobile": viewport.is_mobile,
    });
    run(client, "Emulation.setDeviceMetricsOverride", metrics).await
}

/// Sets the preferred colour scheme.
pub(crate) async fn set_color_scheme(client: &Client, scheme: ColorScheme) -> Result<()> {
    let value = match scheme {
        ColorScheme::Light => "light",
        ColorScheme::Dark => "dark",
    };
    let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
    run(client, "Emulation.setEmulatedMedia", features).await
}

/// Takes the page offline, or back online.
pub(crate) async fn set_online(client: &Client, is_online: bool) -> Result<()> {
    run(client, "Network.enable", json!({})).await?;
    // No added latency, and -1 means unlimited throughput.
    let conditions = json!({
        "offline": !is_online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
    });
    run(client, "Network.emulateNetworkConditions", conditions).await
}

/// A pointer event at a point of the viewport, in CSS pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PointerEvent {
    Down(Point),
    Move(Point),
    Up(Point),
}

/// Dispatches a single pointer event. Unlike WebDriver's actions, this leaves a pressed pointer down.
pub(crate) async fn dispatch_pointer_event(
    client: &Client,
    pointer: PointerType,
    event: PointerEvent,
) -> Result<()> {
    let (mouse_type, touch_type, Point { x, y }) = match event {
        PointerEvent::Down(at) => ("mousePressed", "touchStart", at),
        PointerEvent::Move(at) => ("mouseMoved", "touchMove", at),
        PointerEvent::Up(at) => ("mouseReleased", "touchEnd", at),
    };
    let is_up = matches!(event, PointerEvent::Up(_));
    let mut event =
        json!({ "type": mouse_type, "x": x, "y": y, "button": "left", "clickCount": 1 });
    event["buttons"] = json!(u8::from(!is_up));
    match pointer {
        PointerType::Mouse => run(client, "Input.dispatchMouseEvent", event).await,
        PointerType::Pen => {
            event["pointerType"] = json!("pen");
            run(client, "Input.dispatchMouseEvent", event).await
        }
        PointerType::Touch => {
            let touch_points = if is_up {
                json!([])
            } else {
                json!([{ "x": x, "y": y }])
            };
            let event = json!({ "type": touch_type, "touchPoints": touch_points });
            run(client, "Input.dispatchTouchEvent", event).await
        }
    }
}

/// Returns the entries of a log since the last call, each with its `message`.
pub(crate) async fn read_log(client: &Client, log: &str) -> Result<Vec<Value>> {
    let body = json!({ "type": log });
    let entries = send_vendor_command(client, "se/log", body).await?;
    Ok(serde_json::from_value(entries)?)
}

/// Sends a DevTools command and returns its result.
pub(crate) async fn call(client: &Client, command: &str, parameters: Value) -> Result<Value> {
    let body = json!({ "cmd": command, "params": parameters });
    send_vendor_command(client, "goog/cdp/execute", body).await
}

/// Sends a DevTools command that returns nothing.
///
/// # Errors
/// If the browser rejects the command.
pub async fn run(client: &Client, command: &str, parameters: Value) -> Result<()> {
    call(client, command, parameters).await.map(drop)
}

/// Sends a command that is specific to one vendor's driver, and returns its result.
pub(crate) async fn send_vendor_command(
    client: &Client,
    path: &'static str,
    body: Value,
) -> Result<Value> {
    Ok(client.issue_cmd(VendorCommand { path, body }).await?)
}

/// A WebDriver command outside the standard.
#[derive(Debug)]
struct VendorCommand {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for VendorCommand {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
