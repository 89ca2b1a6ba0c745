//! A test's whole visit: server, browser, page, and the logs that are checked at its end.

use std::panic::{AssertUnwindSafe, resume_unwind};

use anyhow::Result;
use fantoccini::Locator;
use futures_util::FutureExt;
use xtask::dist::{self, Dist};

use crate::browser::Browser;
use crate::devtools::{Scheme, Viewport, prefer, resize};
use crate::host::{Gate, Host};
use crate::logs;
use crate::page::Page;

/// How a visit starts. By default: the site at `/`, on a desktop, everything in order.
pub struct Visit {
    site: Dist,
    viewport: Viewport,
    scheme: Scheme,
    gate: Gate,
}

impl Default for Visit {
    fn default() -> Self {
        Self {
            site: dist::at_root(),
            viewport: Viewport::DESKTOP,
            scheme: Scheme::Light,
            gate: Gate::Open,
        }
    }
}

impl Visit {
    /// Visits the site as built for this path.
    #[must_use]
    pub fn to(self, site: Dist) -> Self {
        Self { site, ..self }
    }

    /// Visits on this screen.
    #[must_use]
    pub fn on(self, viewport: Viewport) -> Self {
        Self { viewport, ..self }
    }

    /// Visits with these colours preferred.
    #[must_use]
    pub fn preferring(self, scheme: Scheme) -> Self {
        Self { scheme, ..self }
    }

    /// Visits while the files behind the gate are treated so.
    #[must_use]
    pub fn with_worker(self, gate: Gate) -> Self {
        Self { gate, ..self }
    }

    /// Runs the visit to its end, closes the browser whatever happened, and returns the URLs of
    /// all requests that the page and its worker sent.
    ///
    /// No visit may send one to another origin. Errors on the console fail it too, unless it
    /// began with files missing: the browser reports those.
    ///
    /// # Panics
    /// When the test does, or anything above is found: this is the body of a `#[test]`.
    pub fn run(self, test: impl AsyncFnOnce(&Page) -> Result<()>) -> Vec<String> {
        let runtime = tokio::runtime::Runtime::new().expect("a test can start a runtime");
        runtime
            .block_on(self.visit(test))
            .unwrap_or_else(|error| panic!("{error:?}"))
    }

    async fn visit(self, test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<Vec<String>> {
        let host = Host::start(&self.site, self.gate).await?;
        let origin = host.origin.clone();
        let browser = Browser::open().await?;
        let visit = self.with_page(Page::new(browser.client.clone(), host), test);
        let outcome = AssertUnwindSafe(visit).catch_unwind().await;
        let requests = browser.close(&origin).await;
        outcome.unwrap_or_else(|panic| resume_unwind(panic))?;
        let requests = requests?;
        logs::check_one_origin(&requests, &origin)?;
        Ok(requests)
    }

    async fn with_page(
        self,
        page: Page,
        test: impl AsyncFnOnce(&Page) -> Result<()>,
    ) -> Result<()> {
        let client = page.client();
        resize(client, self.viewport).await?;
        prefer(client, self.scheme).await?;
        client.goto(page.url()).await?;
        client
            .wait()
            .for_element(Locator::Css("[data-testid=pad]"))
            .await?;
        test(&page).await?;
        if self.gate != Gate::Missing {
            logs::check_no_errors(client).await?;
        }
        Ok(())
    }
}
