//! Firefox, driven by geckodriver.
//!
//! Firefox offers no logs over WebDriver, but it runs privileged scripts, which see every request and every console
//! error.

use anyhow::Result;
use fantoccini::Client;
use fantoccini::wd::Capabilities;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::Command;

use crate::devtools::{ColorScheme, Viewport, send_vendor_command};
use crate::programs::Program;

const BROWSER: Program = Program {
    title: "Firefox",
    variable: "FIREFOX",
    names: &["firefox-esr", "firefox"],
    install: "Install it:
    Debian   apt-get install firefox-esr
    Fedora   dnf install firefox
    Arch     pacman -S firefox
    macOS    brew install --cask firefox
or name it in FIREFOX.",
};

const DRIVER: Program = Program {
    title: "geckodriver",
    variable: "GECKODRIVER",
    names: &["geckodriver"],
    install: "`cargo xtask test` installs it.",
};

/// Records each request with the origin that sent it.
const RECORD_REQUESTS: &str = "
    window.requests = [];
    const record = (subject) => {
        const channel = subject.QueryInterface(Ci.nsIHttpChannel);
        const initiator = channel.loadInfo.loadingPrincipal?.origin ?? '';
        window.requests.push({ initiator, url: channel.URI.spec });
    };
    Services.obs.addObserver(record, 'http-on-modify-request');";

/// Returns the recorded requests of an origin.
const REQUESTS: &str = "
    const [origin] = arguments;
    return window.requests.filter(({ initiator }) => initiator === origin).map(({ url }) => url);";

/// Returns the errors that pages threw and the violations of their policies. Errors of the browser's own code have no
/// window.
const ERRORS: &str = "
    return Services.console.getMessageArray()
        .filter((message) => message instanceof Ci.nsIScriptError)
        .filter(({ flags, innerWindowID }) => innerWindowID && !(flags & Ci.nsIScriptError.warningFlag))
        .map(({ errorMessage, sourceName, lineNumber }) => ({ errorMessage, sourceName, lineNumber }));";

const SET_DISPLAY: &str = "
    const [{ ratio, scheme }] = arguments;
    Services.prefs.setCharPref('layout.css.devPixelsPerPx', ratio);
    Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', scheme);";

pub(super) fn driver(profile: &TempDir) -> Result<(Command, Capabilities)> {
    let mut command = Command::new(DRIVER.find()?);
    command
        .args(["--port=0", "--allow-system-access", "--profile-root"])
        .arg(profile.path());
    let options = json!({ "binary": BROWSER.find()?, "args": ["-headless"] });
    let capabilities = json!({ "moz:firefoxOptions": options });
    Ok((command, serde_json::from_value(capabilities)?))
}

pub(super) async fn record_requests(client: &Client) -> Result<()> {
    execute_privileged(client, RECORD_REQUESTS, Vec::new())
        .await
        .map(drop)
}

/// Sets the size of the whole window, including the browser's toolbars, to that of the viewport.
pub(super) async fn set_display(
    client: &Client,
    viewport: Viewport,
    scheme: ColorScheme,
) -> Result<()> {
    let Viewport {
        width,
        height,
        device_pixel_ratio,
        ..
    } = viewport;
    let scheme = i32::from(scheme == ColorScheme::Light);
    let display = json!({ "ratio": device_pixel_ratio.to_string(), "scheme": scheme });
    execute_privileged(client, SET_DISPLAY, vec![display]).await?;
    Ok(client.set_window_size(width, height).await?)
}

pub(super) async fn errors(client: &Client) -> Result<Vec<Value>> {
    let errors = execute_privileged(client, ERRORS, Vec::new()).await?;
    Ok(serde_json::from_value(errors)?)
}

pub(super) async fn requests(client: &Client, origin: &str) -> Result<Vec<String>> {
    let urls = execute_privileged(client, REQUESTS, vec![json!(origin)]).await?;
    Ok(serde_json::from_value(urls)?)
}

/// Runs a script in the browser's own window, with its privileges.
async fn execute_privileged(client: &Client, script: &str, arguments: Vec<Value>) -> Result<Value> {
    send_vendor_command(client, "moz/context", json!({ "context": "chrome" })).await?;
    let outcome = client.execute(script, arguments).await;
    send_vendor_command(client, "moz/context", json!({ "context": "content" })).await?;
    Ok(outcome?)
}
