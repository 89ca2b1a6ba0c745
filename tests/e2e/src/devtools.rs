//! What WebDriver itself lacks: the screen, the colour scheme and the logs of ChromeDriver.

use anyhow::Result;
use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use ink::Point;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::pen::Pointer;

/// The part of the screen that the page has, in CSS pixels, and its device-pixel ratio.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// Device pixels for each CSS pixel.
    pub ratio: f32,
    /// Whether it is a touch screen that fits pages to its width.
    pub mobile: bool,
}

impl Viewport {
    /// A laptop's.
    pub const DESKTOP: Self = Self {
        width: 1280,
        height: 800,
        ratio: 1.0,
        mobile: false,
    };
    /// A phone's, held upright.
    pub const PHONE: Self = Self {
        width: 390,
        height: 844,
        ratio: 2.0,
        mobile: true,
    };
    /// The same phone on its side.
    pub const PHONE_ON_ITS_SIDE: Self = Self {
        width: 844,
        height: 390,
        ..Self::PHONE
    };
}

/// The person's preferred colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark ink on light paper.
    Light,
    /// The reverse.
    Dark,
}

/// Gives the page this viewport at once, as turning a phone or dragging a window's corner does.
pub(crate) async fn resize(client: &Client, viewport: Viewport) -> Result<()> {
    let Viewport {
        width,
        height,
        ratio,
        mobile,
    } = viewport;
    let metrics =
        json!({ "width": width, "height": height, "deviceScaleFactor": ratio, "mobile": mobile });
    devtools(client, "Emulation.setDeviceMetricsOverride", metrics).await
}

/// Makes the browser prefer these colours.
pub(crate) async fn prefer(client: &Client, scheme: Scheme) -> Result<()> {
    let value = match scheme {
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    };
    let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
    devtools(client, "Emulation.setEmulatedMedia", features).await
}

/// Takes the page's network away, or gives it back.
pub(crate) async fn set_online(client: &Client, is_online: bool) -> Result<()> {
    devtools(client, "Network.enable", json!({})).await?;
    // No delay, and no limit of bytes a second.
    let conditions = json!({
        "offline": !is_online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
    });
    devtools(client, "Network.emulateNetworkConditions", conditions).await
}

/// What a pointer does next.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Motion {
    Down(Point),
    Move(Point),
    Up(Point),
}

/// Moves a pointer by one motion, which may be the last of a list or the first of another.
pub(crate) async fn point(client: &Client, pointer: Pointer, motion: Motion) -> Result<()> {
    let (mouse, touch, Point { x, y }) = match motion {
        Motion::Down(at) => ("mousePressed", "touchStart", at),
        Motion::Move(at) => ("mouseMoved", "touchMove", at),
        Motion::Up(at) => ("mouseReleased", "touchEnd", at),
    };
    let mut event = json!({ "type": mouse, "x": x, "y": y, "button": "left", "clickCount": 1 });
    event["buttons"] = json!(u8::from(!matches!(motion, Motion::Up(_))));
    match pointer {
        Pointer::Mouse => devtools(client, "Input.dispatchMouseEvent", event).await,
        Pointer::Pen => {
            event["pointerType"] = json!("pen");
            devtools(client, "Input.dispatchMouseEvent", event).await
        }
        Pointer::Touch => {
            let finger = json!({ "x": x, "y": y });
            let fingers = if matches!(motion, Motion::Up(_)) {
                json!([])
            } else {
                json!([finger])
            };
            let event = json!({ "type": touch, "touchPoints": fingers });
            devtools(client, "Input.dispatchTouchEvent", event).await
        }
    }
}

/// The entries of a log since it was last read, each with its `message`.
pub(crate) async fn read_log(client: &Client, log: &str) -> Result<Vec<Value>> {
    let body = json!({ "type": log });
    Ok(serde_json::from_value(post(client, "se/log", body).await?)?)
}

async fn devtools(client: &Client, command: &str, parameters: Value) -> Result<()> {
    ask(client, command, parameters).await.map(drop)
}

/// Sends a command of the DevTools protocol and returns what comes back.
pub(crate) async fn ask(client: &Client, command: &str, parameters: Value) -> Result<Value> {
    let body = json!({ "cmd": command, "params": parameters });
    post(client, "goog/cdp/execute", body).await
}

/// Sends a command of a driver's own and returns what comes back.
pub(crate) async fn post(client: &Client, path: &'static str, body: Value) -> Result<Value> {
    Ok(client.issue_cmd(Post { path, body }).await?)
}

/// A command of a driver's own.
#[derive(Debug)]
struct Post {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Post {
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
