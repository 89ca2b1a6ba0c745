//! A test's whole visit: server, browser, page, and the logs that are checked at its end.

use std::panic::{AssertUnwindSafe, resume_unwind};

use anyhow::{Result, ensure};
use fantoccini::Locator;
use futures_util::FutureExt;
use xtask::dist::{self, Dist};

use crate::browser::{Browser, Frames, Make};
use crate::devtools::{Scheme, Viewport};
use crate::host::{self, Gate, Host};
use crate::page::Page;

/// How a visit starts. By default: the site at `/`, on a desktop, everything in order.
pub struct Visit {
    site: Dist,
    make: Make,
    viewport: Viewport,
    scheme: Scheme,
    gate: Gate,
    frames: Frames,
    loses_network: bool,
    framed_by: Option<fn(&str) -> String>,
}

impl Default for Visit {
    fn default() -> Self {
        Self {
            site: dist::at_root(),
            make: Make::default(),
            viewport: Viewport::DESKTOP,
            scheme: Scheme::Light,
            gate: Gate::Open,
            frames: Frames::default(),
            loses_network: false,
            framed_by: None,
        }
    }
}

impl Visit {
    /// Visits the site as built for this path.
    #[must_use]
    pub fn to(self, site: Dist) -> Self {
        Self { site, ..self }
    }

    /// Visits in a browser of this make.
    #[must_use]
    pub fn by(self, make: Make) -> Self {
        Self { make, ..self }
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

    /// Visits with a screen that shows 60 frames a second, not as many as the browser can draw.
    #[must_use]
    pub fn at_60_frames_a_second(self) -> Self {
        Self {
            frames: Frames::Sixty,
            ..self
        }
    }

    /// Visits with a network that goes away in between.
    #[must_use]
    pub fn losing_the_network(self) -> Self {
        Self {
            loses_network: true,
            ..self
        }
    }

    /// Visits in the first frame of another site's page, which is made of the address.
    #[must_use]
    pub fn framed_by(self, page: fn(&str) -> String) -> Self {
        Self {
            framed_by: Some(page),
            ..self
        }
    }

    /// Runs the visit to its end, closes the browser whatever happened, and returns the URLs of
    /// all requests that the page and its worker sent.
    ///
    /// No visit may send one to another origin. Errors on the console fail it too, unless files are missing or the
    /// network is: the browser reports those.
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
        let framing = match self.framed_by {
            Some(page) => Some(host::serve(page(&host.url)).await?),
            None => None,
        };
        let browser = Browser::start(self.make, self.frames).await?;
        let page = Page::new(browser.client.clone(), host);
        let visit = self.with_page(&browser, page, framing.as_deref(), test);
        let outcome = AssertUnwindSafe(visit).catch_unwind().await;
        let requests = browser.close(&origin).await;
        outcome.unwrap_or_else(|panic| resume_unwind(panic))?;
        let mut requests = requests?;
        requests.retain(|url| Some(url) != framing.as_ref());
        check_one_origin(&requests, &origin)?;
        Ok(requests)
    }

    async fn with_page(
        self,
        browser: &Browser,
        page: Page,
        framing: Option<&str>,
        test: impl AsyncFnOnce(&Page) -> Result<()>,
    ) -> Result<()> {
        let client = page.client();
        browser.show(self.viewport, self.scheme).await?;
        client.goto(framing.unwrap_or(page.url())).await?;
        if framing.is_some() {
            client.enter_frame(0).await?;
        }
        client
            .wait()
            .for_element(Locator::Css("[data-testid=pad]"))
            .await?;
        test(&page).await?;
        if self.gate != Gate::Missing && !self.loses_network {
            browser.check_no_errors().await?;
        }
        Ok(())
    }
}

/// Fails if any of the requests went to another origin.
fn check_one_origin(requests: &[String], origin: &str) -> Result<()> {
    let is_own = |url: &str| {
        url.strip_prefix(origin)
            .is_some_and(|path| path.starts_with('/'))
    };
    let foreign = requests
        .iter()
        .filter(|url| !is_own(url))
        .collect::<Vec<_>>();
    ensure!(
        foreign.is_empty(),
        "requests to other origins than {origin}: {foreign:#?}"
    );
    Ok(())
}
