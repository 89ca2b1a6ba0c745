//! The site sends no requests to other origins and works at any path.

use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, Page, Site};

/// Every session fails at a request to another origin. This test shows that the requests are recorded.
#[test]
fn page_and_worker_load_their_wasm_from_the_same_origin() {
    let requests = BrowserSession::default().run(draw_digit);
    let path = |url: &String| url.split('?').next().unwrap_or_default().to_owned();
    let wasm = requests
        .iter()
        .map(path)
        .filter(|url| url.ends_with(".wasm"));
    let wasm = wasm.collect::<Vec<_>>();
    assert!(
        wasm.iter().any(|url| url.contains("/recognise")),
        "{requests:#?}"
    );
    assert!(
        wasm.iter().any(|url| !url.contains("/recognise")),
        "{requests:#?}"
    );
}

#[test]
fn at_a_sub_path_the_site_requests_nothing_outside_it() {
    let site = Site::at_sub_path();
    let path = site.path;
    let requests = BrowserSession::default().with_site(site).run(draw_digit);
    assert!(!requests.is_empty());
    for url in requests {
        let after_host = url.splitn(4, '/').nth(3).unwrap_or_default();
        assert!(
            format!("/{after_host}").starts_with(path),
            "{url} is outside {path}"
        );
    }
}

async fn draw_digit(page: &Page) -> anyhow::Result<()> {
    page.wait_for_state("ready").await?;
    page.draw(&golden_drawing(5)).await?;
    page.wait_for_prediction("5").await
}
