//! Firefox by geckodriver. It has no logs for WebDriver to read, but lets a test run scripts with the browser's own
//! rights: these see every request, and every error that the console shows.

use anyhow::Result;
use fantoccini::Client;
use fantoccini::wd::Capabilities;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::Command;
use xtask::firefox::Firefox;

use crate::devtools::{Scheme, Viewport, post};

/// Notes each request with who sent it.
const WATCH: &str = "
    window.sent = [];
    const note = (subject) => {
        const channel = subject.QueryInterface(Ci.nsIHttpChannel);
        const initiator = channel.loadInfo.loadingPrincipal?.origin ?? '';
        window.sent.push({ initiator, url: channel.URI.spec });
    };
    Services.obs.addObserver(note, 'http-on-modify-request');";

const SENT: &str = "
    const [origin] = arguments;
    return window.sent.filter(({ initiator }) => initiator === origin).map(({ url }) => url);";

/// What pages threw, and what their policies refused. Those of the browser's own code have no window.
const ERRORS: &str = "
    return Services.console.getMessageArray()
        .filter((message) => message instanceof Ci.nsIScriptError)
        .filter(({ flags, innerWindowID }) => innerWindowID && !(flags & Ci.nsIScriptError.warningFlag))
        .map(({ errorMessage, sourceName, lineNumber }) => ({ errorMessage, sourceName, lineNumber }));";

const SHOW: &str = "
    const [{ ratio, scheme }] = arguments;
    Services.prefs.setCharPref('layout.css.devPixelsPerPx', ratio);
    Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', scheme);";

pub(super) fn driver(profile: &TempDir) -> Result<(Command, Capabilities)> {
    let firefox = Firefox::find()?;
    let mut command = Command::new(&firefox.driver);
    command
        .args(["--port=0", "--allow-system-access", "--profile-root"])
        .arg(profile.path());
    let options = json!({ "binary": firefox.browser, "args": ["-headless"] });
    let capabilities = json!({ "moz:firefoxOptions": options });
    Ok((command, serde_json::from_value(capabilities)?))
}

pub(super) async fn watch(client: &Client) -> Result<()> {
    with_rights(client, WATCH, Vec::new()).await.map(drop)
}

/// The window, with the browser's own bars, is as large as the screen.
pub(super) async fn show(client: &Client, viewport: Viewport, scheme: Scheme) -> Result<()> {
    let Viewport {
        width,
        height,
        ratio,
        ..
    } = viewport;
    let scheme = i32::from(scheme == Scheme::Light);
    let wanted = json!({ "ratio": ratio.to_string(), "scheme": scheme });
    with_rights(client, SHOW, vec![wanted]).await?;
    Ok(client.set_window_size(width, height).await?)
}

pub(super) async fn errors(client: &Client) -> Result<Vec<Value>> {
    let errors = with_rights(client, ERRORS, Vec::new()).await?;
    Ok(serde_json::from_value(errors)?)
}

pub(super) async fn requests(client: &Client, origin: &str) -> Result<Vec<String>> {
    let urls = with_rights(client, SENT, vec![json!(origin)]).await?;
    Ok(serde_json::from_value(urls)?)
}

/// Runs a script in the browser's own window.
async fn with_rights(client: &Client, script: &str, arguments: Vec<Value>) -> Result<Value> {
    post(client, "moz/context", json!({ "context": "chrome" })).await?;
    let outcome = client.execute(script, arguments).await;
    post(client, "moz/context", json!({ "context": "content" })).await?;
    Ok(outcome?)
}
