//! Without a network the page works as before, says so, and opens again.

use anyhow::Result;
use e2e::drawings::golden;
use e2e::{Page, Visit, axe};

use crate::exchange;

/// What the page says of the network.
async fn said(page: &Page) -> Result<String> {
    page.evaluate("return document.querySelector('[data-testid=offline]').textContent")
        .await
}

/// Waits until the page is kept on the device.
async fn wait_until_kept(page: &Page) -> Result<()> {
    page.evaluate("return navigator.serviceWorker.ready.then(() => null)")
        .await
}

/// Visits once, ends the server and comes again.
pub(crate) async fn open_without_server(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    wait_until_kept(page).await?;
    page.stop_server().await;
    page.come_again().await?;
    page.wait_for_state("ready").await?;
    page.draw(&golden(3)).await?;
    page.wait_for_prediction("3").await
}

#[test]
fn after_one_visit_the_page_opens_and_reads_without_its_server() {
    let visit = Visit::default().losing_the_network();
    visit.run(open_without_server);
}

#[test]
fn who_goes_offline_is_told_and_draws_on() {
    Visit::default().losing_the_network().run(async |page| {
        page.wait_for_state("ready").await?;
        assert_eq!(said(page).await?, "");
        page.set_online(false).await?;
        page.wait_until("it is said", async || {
            Ok(said(page).await?.contains("go on as before"))
        })
        .await?;
        axe::check(page, "offline").await?;
        page.draw(&golden(3)).await?;
        page.wait_for_prediction("3").await?;
        page.set_online(true).await?;
        page.wait_until("it is over", async || Ok(said(page).await?.is_empty()))
            .await
    });
}

#[test]
fn what_reads_files_can_be_tried_again_when_it_could_not_be_fetched() {
    Visit::default().losing_the_network().run(async |page| {
        page.wait_for_state("ready").await?;
        page.set_online(false).await?;
        let picture = exchange::seven(page).await?;
        let _file = exchange::choose(page, ".png", &picture).await?;
        page.wait_for_notice("could not be downloaded").await?;
        page.set_online(true).await?;
        let _file = exchange::choose(page, ".png", &picture).await?;
        page.wait_for_prediction("7").await
    });
}

#[test]
fn a_page_that_is_kept_keeps_nothing_that_was_not_wanted() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        wait_until_kept(page).await?;
        let kept = async || -> Result<Vec<String>> {
            page.evaluate(
                "return caches.keys()
                    .then(([name]) => caches.open(name))
                    .then((cache) => cache.keys())
                    .then((requests) => requests.map(({ url }) => new URL(url).pathname))",
            )
            .await
        };
        let files = kept().await?;
        assert!(
            files.iter().any(|file| file == "/worker_bg.wasm"),
            "{files:?}"
        );
        let unwanted = [
            "/photo.js",
            "/photo_bg.wasm",
            "/inside.js",
            "/inside_bg.wasm",
            "/panels.js",
            "/panels_bg.wasm",
        ];
        let is_kept = |file: &&str| files.iter().any(|kept| kept == file);
        assert_eq!(
            unwanted.iter().find(|file| is_kept(file)),
            None,
            "{files:?}"
        );
        // The visit that brought it is not served by it; the next one is.
        page.client().refresh().await?;
        page.wait_for_state("ready").await?;
        exchange::choose_a_seven(page).await?;
        page.wait_until("what reads files kept", async || {
            Ok(kept().await?.iter().any(|file| file == "/photo_bg.wasm"))
        })
        .await
    });
}
