//! The page under test, addressed by its hooks: a `data-testid` on each element and `data-state` on `main`.

mod downloads;
mod pad;
mod workers;

use std::time::Duration;

use anyhow::{Context, Result, bail};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::{Client, Locator};
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::devtools::{self, Viewport};
use crate::pointer::Rect;
use crate::site_server::{NetworkCondition, SiteServer};
pub use pad::InkBox;

/// How long any condition may take on a busy machine.
const TIMEOUT: Duration = Duration::from_secs(30);
const POLL_INTERVAL: Duration = Duration::from_millis(40);

/// An open page.
pub struct Page {
    client: Client,
    server: SiteServer,
}

impl Page {
    pub(crate) fn new(client: Client, server: SiteServer) -> Self {
        Self { client, server }
    }

    pub(crate) fn url(&self) -> &str {
        &self.server.url
    }

    /// Returns the WebDriver client, for anything that this type does not wrap.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Changes how the server answers requests for the bundles that the page loads itself.
    pub fn set_network_condition(&self, condition: NetworkCondition) {
        self.server.set_network_condition(condition);
    }

    /// Stops the server permanently.
    pub async fn stop_server(&self) {
        self.server.stop().await;
    }

    /// Navigates to the page's URL again. A reload would not do: Firefox's driver bypasses service workers then.
    pub async fn revisit(&self) -> Result<()> {
        Ok(self.client.goto(self.url()).await?)
    }

    /// Takes the page offline, or back online.
    pub async fn set_online(&self, is_online: bool) -> Result<()> {
        devtools::set_online(&self.client, is_online).await
    }

    /// Changes the viewport.
    pub async fn resize(&self, viewport: Viewport) -> Result<()> {
        devtools::set_viewport(&self.client, viewport).await
    }

    /// Finds the element with this `data-testid`. Waits for it, because parts of the page appear in a later task.
    pub async fn element(&self, test_id: &str) -> Result<Element> {
        let selector = format!("[data-testid='{test_id}']");
        self.client
            .wait()
            .at_most(TIMEOUT)
            .for_element(Locator::Css(&selector))
            .await
            .with_context(|| format!("there is no element {test_id}"))
    }

    /// Clicks the element with this `data-testid`. Retries, as a user would, when another element covers it because
    /// the layout has just moved.
    pub async fn click(&self, test_id: &str) -> Result<()> {
        let try_click = async || match self.element(test_id).await?.click().await {
            Err(CmdError::Standard(error))
                if error.error == ErrorStatus::ElementClickIntercepted =>
            {
                Ok(false)
            }
            outcome => Ok(outcome.map(|()| true)?),
        };
        self.wait_until(&format!("{test_id} to be clickable"), try_click)
            .await
    }

    /// Runs a script in the page and returns the value of its `return` statement.
    pub async fn evaluate<T: DeserializeOwned>(&self, script: &str) -> Result<T> {
        Ok(serde_json::from_value(
            self.client.execute(script, Vec::new()).await?,
        )?)
    }

    /// Opens the disclosure with this summary, unless it is open. Its content is created at that moment.
    pub async fn open_disclosure(&self, test_id: &str) -> Result<()> {
        let is_open = format!(
            "return document.querySelector('[data-testid={test_id}]').closest('details').open"
        );
        if !self.evaluate::<bool>(&is_open).await? {
            self.click(test_id).await?;
        }
        Ok(())
    }

    /// Opens See inside and waits for its panels, which are fetched at that moment.
    pub async fn open_inspector(&self) -> Result<()> {
        self.click("inside").await?;
        let script = "return document.querySelector('[data-testid=inside-recipe]') !== null";
        self.wait_until("the inspector's panels", async || {
            self.evaluate(script).await
        })
        .await
    }

    /// Returns `loading`, `ready` or `failed`, or an empty string before the page has rendered `main`.
    pub async fn state(&self) -> Result<String> {
        let script = "return document.querySelector('main')?.dataset.state ?? ''";
        self.evaluate(script).await
    }

    /// Waits for a state, and for the parts of the page that are rendered after the pad.
    pub async fn wait_for_state(&self, expected: &str) -> Result<()> {
        let is_complete = "return document.querySelector('.disclosures') !== null";
        self.wait_until(&format!("the state {expected}"), async || {
            Ok(self.state().await? == expected && self.evaluate(is_complete).await?)
        })
        .await
    }

    /// Returns the predicted digits, or an empty string if there is no prediction.
    pub async fn prediction(&self) -> Result<String> {
        let script = "return document.querySelector('[data-testid=prediction]').textContent";
        self.evaluate(script).await
    }

    /// Waits for this prediction. An empty string waits until there is none.
    pub async fn wait_for_prediction(&self, expected: &str) -> Result<()> {
        let is_shown = async || Ok(self.prediction().await? == expected);
        if self.wait_until("the prediction", is_shown).await.is_err() {
            bail!(
                "the prediction is {:?}, expected {expected:?}",
                self.prediction().await?
            );
        }
        Ok(())
    }

    /// Returns the values of the ten probability bars, each 0..1.
    pub async fn probabilities(&self) -> Result<[f32; 10]> {
        self.evaluate(
            "return [...Array(10).keys()].map(digit => Number(
                document.querySelector(`[data-testid=probability-${digit}]`).dataset.value))",
        )
        .await
    }

    /// Asserts that there is no prediction: no digit, and ten empty bars.
    pub async fn assert_no_prediction(&self) -> Result<()> {
        self.wait_for_prediction("").await?;
        assert_eq!(self.probabilities().await?, [0.0; 10]);
        Ok(())
    }

    /// Returns whether the Live switch is on.
    pub async fn is_live(&self) -> Result<bool> {
        Ok(self
            .element("live")
            .await?
            .attr("aria-checked")
            .await?
            .as_deref()
            == Some("true"))
    }

    /// Turns the Live switch off. It is on when the page opens.
    pub async fn turn_live_off(&self) -> Result<()> {
        assert!(self.is_live().await?);
        self.click("live").await?;
        self.wait_until("Live to be off", async || Ok(!self.is_live().await?))
            .await
    }

    /// Presses and releases keys one after another.
    pub async fn press_keys(&self, keys: impl IntoIterator<Item = impl Into<char>>) -> Result<()> {
        let actions = KeyActions::new("keyboard".into());
        let actions = keys.into_iter().fold(actions, |actions, key| {
            let value = key.into();
            actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value })
        });
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Returns the text of the toast, or an empty string if none is shown.
    pub async fn toast(&self) -> Result<String> {
        self.evaluate("return document.querySelector('[data-testid=notice] p').textContent")
            .await
    }

    /// Waits for a toast that contains this text.
    pub async fn wait_for_toast(&self, text: &str) -> Result<()> {
        self.wait_until(&format!("a toast with {text:?}"), async || {
            Ok(self.toast().await?.contains(text))
        })
        .await
    }

    /// Grants the page clipboard access.
    pub async fn allow_clipboard(&self) -> Result<()> {
        let permissions =
            json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        devtools::run(&self.client, "Browser.grantPermissions", permissions).await
    }

    /// Denies the page clipboard access, as a user can.
    pub async fn forbid_clipboard(&self) -> Result<()> {
        let denied = json!({ "permission": { "name": "clipboard-write" }, "setting": "denied" });
        devtools::run(&self.client, "Browser.setPermission", denied).await
    }

    /// Reloads the page with an init script that modifies the browser's APIs.
    pub async fn reload_with_init_script(&self, script: &str) -> Result<()> {
        self.add_init_script(script).await?;
        self.client.refresh().await?;
        self.wait_for_state("ready").await
    }

    /// Returns whether a radio button is checked.
    pub async fn is_checked(&self, test_id: &str) -> Result<bool> {
        self.evaluate(&format!(
            "return document.querySelector('[data-testid={test_id}]').checked"
        ))
        .await
    }

    /// Returns the text of the live region.
    pub async fn announcement(&self) -> Result<String> {
        self.evaluate("return document.querySelector('[data-testid=announcement]').textContent")
            .await
    }

    /// Clicks Erase and waits until the prediction is gone.
    pub async fn erase(&self) -> Result<()> {
        self.click("erase").await?;
        self.wait_for_prediction("").await
    }

    /// Returns where an element is in the viewport, in CSS pixels.
    pub async fn rect_of(&self, test_id: &str) -> Result<Rect> {
        self.evaluate(&format!(
            "return document.querySelector('[data-testid={test_id}]').getBoundingClientRect()"
        ))
        .await
    }

    /// Scrolls an element into view and returns where it is then.
    pub async fn scroll_into_view(&self, test_id: &str) -> Result<Rect> {
        self.evaluate::<()>(&format!(
            "document.querySelector('[data-testid={test_id}]').scrollIntoView({{ block: 'nearest' }})"
        ))
        .await?;
        self.rect_of(test_id).await
    }

    /// Makes every document loaded from now on run this script before its own.
    pub async fn add_init_script(&self, script: &str) -> Result<()> {
        let script = json!({ "source": script });
        devtools::run(
            &self.client,
            "Page.addScriptToEvaluateOnNewDocument",
            script,
        )
        .await
    }

    /// Slows the page's main thread down by this factor. Workers keep their speed.
    pub async fn throttle_cpu(&self, factor: u32) -> Result<()> {
        let rate = json!({ "rate": factor });
        devtools::run(&self.client, "Emulation.setCPUThrottlingRate", rate).await
    }

    /// Polls a condition until it holds. `what` completes the error message "timed out waiting for ...".
    pub async fn wait_until(
        &self,
        what: &str,
        mut condition: impl AsyncFnMut() -> Result<bool>,
    ) -> Result<()> {
        let start = tokio::time::Instant::now();
        while !condition().await? {
            if start.elapsed() > TIMEOUT {
                bail!("timed out after {} s waiting for {what}", TIMEOUT.as_secs());
            }
            tokio::time::sleep(POLL_INTERVAL).await;
        }
        Ok(())
    }

    /// Waits long enough for the page to finish what it is doing, so that a test notices an unwanted change.
    pub async fn settle(&self) {
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
}
