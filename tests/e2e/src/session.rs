//! A complete test session: server, browser and page, and the log checks at its end.

use std::panic::{AssertUnwindSafe, resume_unwind};

use anyhow::{Result, ensure};
use fantoccini::Locator;
use futures_util::FutureExt;

use crate::browser::{Browser, BrowserKind, FrameRate};
use crate::devtools::{ColorScheme, Viewport};
use crate::page::Page;
use crate::site::Site;
use crate::site_server::{self, NetworkCondition, SiteServer};

/// The configuration of a browser session. The default is Chromium on a desktop screen, with the site at `/` and a
/// working network.
pub struct BrowserSession {
    site: Site,
    browser: BrowserKind,
    viewport: Viewport,
    color_scheme: ColorScheme,
    network: NetworkCondition,
    frame_rate: FrameRate,
    allows_network_errors: bool,
    embedded_in: Option<fn(&str) -> String>,
}

impl Default for BrowserSession {
    fn default() -> Self {
        Self {
            site: Site::at_root(),
            browser: BrowserKind::default(),
            viewport: Viewport::DESKTOP,
            color_scheme: ColorScheme::Light,
            network: NetworkCondition::Normal,
            frame_rate: FrameRate::default(),
            allows_network_errors: false,
            embedded_in: None,
        }
    }
}

impl BrowserSession {
    /// Opens this build of the site.
    #[must_use]
    pub fn with_site(self, site: Site) -> Self {
        Self { site, ..self }
    }

    /// Uses this browser.
    #[must_use]
    pub fn with_browser(self, browser: BrowserKind) -> Self {
        Self { browser, ..self }
    }

    /// Uses this viewport.
    #[must_use]
    pub fn with_viewport(self, viewport: Viewport) -> Self {
        Self { viewport, ..self }
    }

    /// Sets the user's preferred colour scheme.
    #[must_use]
    pub fn with_color_scheme(self, color_scheme: ColorScheme) -> Self {
        Self {
            color_scheme,
            ..self
        }
    }

    /// Sets how the server answers requests for the bundles that the page loads itself.
    #[must_use]
    pub fn with_network(self, network: NetworkCondition) -> Self {
        Self { network, ..self }
    }

    /// Limits the browser to 60 frames per second. By default it draws as many as it can.
    #[must_use]
    pub fn at_60_fps(self) -> Self {
        Self {
            frame_rate: FrameRate::Fps60,
            ..self
        }
    }

    /// Allows errors on the console, for tests that go offline.
    #[must_use]
    pub fn allowing_network_errors(self) -> Self {
        Self {
            allows_network_errors: true,
            ..self
        }
    }

    /// Opens the site in the first frame of a page from another site. `page` returns that page's HTML for the URL of
    /// this site.
    #[must_use]
    pub fn embedded_in(self, page: fn(&str) -> String) -> Self {
        Self {
            embedded_in: Some(page),
            ..self
        }
    }

    /// Runs a test and closes the browser, even if the test fails. Returns the URLs of all requests that the page and
    /// its workers sent.
    ///
    /// A request to another origin always fails the session. Console errors fail it too, unless the session simulates
    /// missing files or allows network errors, because the browser reports both on the console.
    ///
    /// # Panics
    /// When the test or one of these checks fails. Call this from the body of a `#[test]`.
    pub fn run(self, test: impl AsyncFnOnce(&Page) -> Result<()>) -> Vec<String> {
        let runtime = tokio::runtime::Runtime::new().expect("a test can start a runtime");
        runtime
            .block_on(self.run_async(test))
            .unwrap_or_else(|error| panic!("{error:?}"))
    }

    async fn run_async(self, test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<Vec<String>> {
        let server = SiteServer::start(&self.site, self.network).await?;
        let origin = server.origin.clone();
        let embedding_url = match self.embedded_in {
            Some(page) => Some(site_server::serve_page(page(&server.url)).await?),
            None => None,
        };
        let browser = Browser::launch(self.browser, self.frame_rate).await?;
        let page = Page::new(browser.client.clone(), server);
        let run = self.run_on_page(&browser, page, embedding_url.as_deref(), test);
        let outcome = AssertUnwindSafe(run).catch_unwind().await;
        let requests = browser.close(&origin).await;
        outcome.unwrap_or_else(|panic| resume_unwind(panic))?;
        let mut requests = requests?;
        requests.retain(|url| Some(url) != embedding_url.as_ref());
        check_same_origin(&requests, &origin)?;
        Ok(requests)
    }

    async fn run_on_page(
        self,
        browser: &Browser,
        page: Page,
        embedding_url: Option<&str>,
        test: impl AsyncFnOnce(&Page) -> Result<()>,
    ) -> Result<()> {
        let client = page.client();
        browser
            .set_display(self.viewport, self.color_scheme)
            .await?;
        client.goto(embedding_url.unwrap_or(page.url())).await?;
        if embedding_url.is_some() {
            client.enter_frame(0).await?;
        }
        client
            .wait()
            .for_element(Locator::Css("[data-testid=pad]"))
            .await?;
        test(&page).await?;
        if self.network != NetworkCondition::NotFound && !self.allows_network_errors {
            browser.check_no_errors().await?;
        }
        Ok(())
    }
}

/// Fails if any of the requests went to another origin.
fn check_same_origin(requests: &[String], origin: &str) -> Result<()> {
    let is_same_origin = |url: &str| {
        url.strip_prefix(origin)
            .is_some_and(|path| path.starts_with('/'))
    };
    let foreign = requests
        .iter()
        .filter(|url| !is_same_origin(url))
        .collect::<Vec<_>>();
    ensure!(
        foreign.is_empty(),
        "requests to other origins than {origin}: {foreign:#?}"
    );
    Ok(())
}
