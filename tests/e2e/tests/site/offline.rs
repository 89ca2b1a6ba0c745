//! Offline, the page still works, tells the user, and can be opened again.

use anyhow::Result;
use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, Page, axe};

use crate::import_export;

/// Returns the text of the offline banner, or an empty string if none is shown.
async fn offline_banner(page: &Page) -> Result<String> {
    page.evaluate("return document.querySelector('[data-testid=offline]').textContent")
        .await
}

/// Waits until the service worker has cached the page.
async fn wait_until_cached(page: &Page) -> Result<()> {
    page.evaluate("return navigator.serviceWorker.ready.then(() => null)")
        .await
}

/// Opens the page once, stops the server and opens the page again.
pub(crate) async fn open_without_server(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    wait_until_cached(page).await?;
    page.stop_server().await;
    page.revisit().await?;
    page.wait_for_state("ready").await?;
    page.draw(&golden_drawing(3)).await?;
    page.wait_for_prediction("3").await
}

#[test]
fn after_one_visit_the_page_works_without_its_server() {
    let session = BrowserSession::default().allowing_network_errors();
    session.run(open_without_server);
}

#[test]
fn going_offline_shows_a_banner_and_drawing_still_works() {
    BrowserSession::default()
        .allowing_network_errors()
        .run(async |page| {
            page.wait_for_state("ready").await?;
            assert_eq!(offline_banner(page).await?, "");
            page.set_online(false).await?;
            page.wait_until("the offline banner", async || {
                Ok(offline_banner(page).await?.contains("still work"))
            })
            .await?;
            axe::check(page, "while offline").await?;
            page.draw(&golden_drawing(3)).await?;
            page.wait_for_prediction("3").await?;
            page.set_online(true).await?;
            page.wait_until("the offline banner to disappear", async || {
                Ok(offline_banner(page).await?.is_empty())
            })
            .await
        });
}

#[test]
fn importing_a_file_can_be_retried_after_its_worker_failed_to_load() {
    BrowserSession::default()
        .allowing_network_errors()
        .run(async |page| {
            page.wait_for_state("ready").await?;
            page.set_online(false).await?;
            let picture = import_export::picture_of_7(page).await?;
            let _file = import_export::select_file(page, ".png", &picture).await?;
            page.wait_for_toast("could not be downloaded").await?;
            page.set_online(true).await?;
            let _file = import_export::select_file(page, ".png", &picture).await?;
            page.wait_for_prediction("7").await
        });
}

#[test]
fn only_bundles_that_were_used_are_cached() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        wait_until_cached(page).await?;
        let cached_files = async || -> Result<Vec<String>> {
            page.evaluate(
                "return caches.keys()
                    .then(([name]) => caches.open(name))
                    .then((cache) => cache.keys())
                    .then((requests) => requests.map(({ url }) => new URL(url).pathname))",
            )
            .await
        };
        let files = cached_files().await?;
        assert!(
            files.iter().any(|file| file == "/recognise_bg.wasm"),
            "{files:?}"
        );
        let unused = [
            "/import.js",
            "/import_bg.wasm",
            "/explain.js",
            "/explain_bg.wasm",
            "/inspector.js",
            "/inspector_bg.wasm",
        ];
        let is_cached = |file: &&str| files.iter().any(|cached| cached == file);
        assert_eq!(
            unused.iter().find(|file| is_cached(file)),
            None,
            "{files:?}"
        );
        // A new service worker controls the page only after the next navigation.
        page.client().refresh().await?;
        page.wait_for_state("ready").await?;
        import_export::import_picture_of_7(page).await?;
        page.wait_until("the import worker to be cached", async || {
            let files = cached_files().await?;
            Ok(files.iter().any(|file| file == "/import_bg.wasm"))
        })
        .await
    });
}
