//! The page as its hooks show it: `data-testid` for each part, `data-state` on `main`.

mod files;
mod pad;

use std::time::Duration;

use anyhow::{Context, Result, bail};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::{Client, Locator};
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::devtools::{self, Viewport};
use crate::host::{Gate, Host};
use crate::pen::Frame;
pub use pad::InkBox;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
const GLANCE: Duration = Duration::from_millis(40);

/// An open page.
pub struct Page {
    client: Client,
    host: Host,
}

impl Page {
    pub(crate) fn new(client: Client, host: Host) -> Self {
        Self { client, host }
    }

    pub(crate) fn url(&self) -> &str {
        &self.host.url
    }

    /// The WebDriver client, for what this type does not name.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Moves the gate in front of the files that the page fetches itself.
    pub fn set_gate(&self, gate: Gate) {
        self.host.set_gate(gate);
    }

    /// Ends the server for good.
    pub async fn stop_server(&self) {
        self.host.stop().await;
    }

    /// Goes to the page's address once more. That is no reload, at which Firefox's driver passes service workers by.
    pub async fn come_again(&self) -> Result<()> {
        Ok(self.client.goto(self.url()).await?)
    }

    /// Takes the page's network away, or gives it back.
    pub async fn set_online(&self, is_online: bool) -> Result<()> {
        devtools::set_online(&self.client, is_online).await
    }

    /// Gives the page another viewport.
    pub async fn resize(&self, viewport: Viewport) -> Result<()> {
        devtools::resize(&self.client, viewport).await
    }

    /// The part with this `data-testid`.
    pub async fn part(&self, name: &str) -> Result<Element> {
        let selector = format!("[data-testid='{name}']");
        self.client
            .find(Locator::Css(&selector))
            .await
            .with_context(|| format!("no {name}"))
    }

    /// Clicks the part with this `data-testid`, as a person does: once more where the page moved it away from under
    /// the pointer, which it does when something above it has just been fetched or drawn.
    pub async fn click(&self, name: &str) -> Result<()> {
        let hit = async || match self.part(name).await?.click().await {
            Err(CmdError::Standard(error))
                if error.error == ErrorStatus::ElementClickIntercepted =>
            {
                Ok(false)
            }
            done => Ok(done.map(|()| true)?),
        };
        self.wait_until(&format!("nothing to lie over {name}"), hit)
            .await
    }

    /// Evaluates a script's `return` in the page.
    pub async fn evaluate<T: DeserializeOwned>(&self, script: &str) -> Result<T> {
        Ok(serde_json::from_value(
            self.client.execute(script, Vec::new()).await?,
        )?)
    }

    /// Opens the drawer under this heading, unless it is open: what it holds is made then.
    pub async fn open_drawer(&self, name: &str) -> Result<()> {
        let is_open = format!(
            "return document.querySelector('[data-testid={name}]').closest('details').open"
        );
        if !self.evaluate::<bool>(&is_open).await? {
            self.click(name).await?;
        }
        Ok(())
    }

    /// Opens See inside and waits for its panels, which are fetched then.
    pub async fn see_inside(&self) -> Result<()> {
        self.click("inside").await?;
        let script = "return document.querySelector('[data-testid=inside-recipe]') !== null";
        self.wait_until("the panels", async || self.evaluate(script).await)
            .await
    }

    /// `loading`, `ready` or `failed`, once the page has drawn its `main`.
    pub async fn state(&self) -> Result<String> {
        let script = "return document.querySelector('main')?.dataset.state ?? ''";
        self.evaluate(script).await
    }

    /// Waits for the state, and for the parts that come after the pad.
    pub async fn wait_for_state(&self, wanted: &str) -> Result<()> {
        let is_whole = "return document.querySelector('.drawers') !== null";
        self.wait_until(&format!("state {wanted}"), async || {
            Ok(self.state().await? == wanted && self.evaluate(is_whole).await?)
        })
        .await
    }

    /// The digit shown, or an empty text when there is none.
    pub async fn prediction(&self) -> Result<String> {
        let script = "return document.querySelector('[data-testid=prediction]').textContent";
        self.evaluate(script).await
    }

    /// Waits for this digit, or with an empty text for there to be none.
    pub async fn wait_for_prediction(&self, wanted: &str) -> Result<()> {
        let found = async || Ok(self.prediction().await? == wanted);
        if self.wait_until("", found).await.is_err() {
            bail!(
                "the prediction is {:?} and not {wanted:?}",
                self.prediction().await?
            );
        }
        Ok(())
    }

    /// The ten bars, each 0..1.
    pub async fn probabilities(&self) -> Result<[f32; 10]> {
        self.evaluate(
            "return [...Array(10).keys()].map(digit => Number(
                document.querySelector(`[data-testid=probability-${digit}]`).dataset.value))",
        )
        .await
    }

    /// Asserts that there is no answer: no digit and ten empty bars.
    pub async fn expect_no_answer(&self) -> Result<()> {
        self.wait_for_prediction("").await?;
        assert_eq!(self.probabilities().await?, [0.0; 10]);
        Ok(())
    }

    /// Whether the Live switch is on.
    pub async fn is_live(&self) -> Result<bool> {
        Ok(self
            .part("live")
            .await?
            .attr("aria-checked")
            .await?
            .as_deref()
            == Some("true"))
    }

    /// Turns the Live switch off; it is on when the page opens.
    pub async fn turn_live_off(&self) -> Result<()> {
        assert!(self.is_live().await?);
        self.click("live").await?;
        self.wait_until("Live off", async || Ok(!self.is_live().await?))
            .await
    }

    /// Presses one key after another, without any other held.
    pub async fn press(&self, keys: impl IntoIterator<Item = impl Into<char>>) -> Result<()> {
        let actions = KeyActions::new("keyboard".into());
        let actions = keys.into_iter().fold(actions, |actions, key| {
            let value = key.into();
            actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value })
        });
        Ok(self.client.perform_actions(actions).await?)
    }

    /// What the page has to say besides its answers.
    pub async fn notice(&self) -> Result<String> {
        self.evaluate("return document.querySelector('[data-testid=notice] p').textContent")
            .await
    }

    /// Waits until it says so.
    pub async fn wait_for_notice(&self, words: &str) -> Result<()> {
        self.wait_until(&format!("a notice of {words:?}"), async || {
            Ok(self.notice().await?.contains(words))
        })
        .await
    }

    /// Lets the page, and tests, use the clipboard without asking.
    pub async fn allow_clipboard(&self) -> Result<()> {
        let permissions =
            json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        devtools::ask(&self.client, "Browser.grantPermissions", permissions)
            .await
            .map(drop)
    }

    /// Forbids the page to use the clipboard, as a person can.
    pub async fn forbid_clipboard(&self) -> Result<()> {
        let denied = json!({ "permission": { "name": "clipboard-write" }, "setting": "denied" });
        devtools::ask(&self.client, "Browser.setPermission", denied)
            .await
            .map(drop)
    }

    /// Loads the page again in a browser that differs as this script says.
    pub async fn reload_with(&self, script: &str) -> Result<()> {
        self.before_any_code(script).await?;
        self.client.refresh().await?;
        self.wait_for_state("ready").await
    }

    /// Whether a radio button is the one of its group.
    pub async fn is_checked(&self, part: &str) -> Result<bool> {
        self.evaluate(&format!(
            "return document.querySelector('[data-testid={part}]').checked"
        ))
        .await
    }

    /// What the live region says.
    pub async fn announcement(&self) -> Result<String> {
        self.evaluate("return document.querySelector('[data-testid=announcement]').textContent")
            .await
    }

    /// Erases and waits until the answer is gone.
    pub async fn erase(&self) -> Result<()> {
        self.click("erase").await?;
        self.wait_for_prediction("").await
    }

    /// Where a part is on the screen as it is scrolled now, in CSS pixels.
    pub async fn place_of(&self, part: &str) -> Result<Frame> {
        self.evaluate(&format!(
            "return document.querySelector('[data-testid={part}]').getBoundingClientRect()"
        ))
        .await
    }

    /// Scrolls, as a person would, until a part is on the screen, and tells where it is then.
    pub async fn bring(&self, part: &str) -> Result<Frame> {
        self.evaluate::<()>(&format!(
            "document.querySelector('[data-testid={part}]').scrollIntoView({{ block: 'nearest' }})"
        ))
        .await?;
        self.place_of(part).await
    }

    /// Has a script run in every document from now on, before any code of its own.
    pub async fn before_any_code(&self, script: &str) -> Result<()> {
        let script = json!({ "source": script });
        devtools::ask(
            &self.client,
            "Page.addScriptToEvaluateOnNewDocument",
            script,
        )
        .await
        .map(drop)
    }

    /// Makes the page's thread so many times as slow.
    pub async fn slow_down(&self, times: u32) -> Result<()> {
        let rate = json!({ "rate": times });
        devtools::ask(&self.client, "Emulation.setCPUThrottlingRate", rate)
            .await
            .map(drop)
    }

    /// Looks again and again until something holds.
    pub async fn wait_until(
        &self,
        what: &str,
        mut holds: impl AsyncFnMut() -> Result<bool>,
    ) -> Result<()> {
        let start = tokio::time::Instant::now();
        while !holds().await? {
            if start.elapsed() > PATIENCE {
                bail!("waited {} s in vain for {what}", PATIENCE.as_secs());
            }
            tokio::time::sleep(GLANCE).await;
        }
        Ok(())
    }

    /// Gives the page time to do what it must not.
    pub async fn linger(&self) {
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
}
