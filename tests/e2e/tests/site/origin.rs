//! The site asks nothing of any other origin, and works wherever it is put.

use e2e::drawings::golden;
use e2e::{Page, Visit};
use xtask::dist;

/// Every visit fails at a request to another origin; this one shows that requests are seen.
#[test]
fn page_and_worker_each_load_their_wasm_from_the_sites_own_origin() {
    let requests = Visit::default().run(draw_and_read);
    let path = |url: &String| url.split('?').next().unwrap_or_default().to_owned();
    let wasm = requests
        .iter()
        .map(path)
        .filter(|url| url.ends_with(".wasm"));
    let wasm = wasm.collect::<Vec<_>>();
    assert!(
        wasm.iter().any(|url| url.contains("worker")),
        "{requests:#?}"
    );
    assert!(
        wasm.iter().any(|url| !url.contains("worker")),
        "{requests:#?}"
    );
}

#[test]
fn at_a_sub_path_the_site_works_and_asks_for_nothing_outside_it() {
    let site = dist::at_sub_path();
    let path = site.public_url.path().to_owned();
    let requests = Visit::default().to(site).run(draw_and_read);
    assert!(!requests.is_empty());
    for url in requests {
        let after_host = url.splitn(4, '/').nth(3).unwrap_or_default();
        assert!(
            format!("/{after_host}").starts_with(&path),
            "{url} is outside {path}"
        );
    }
}

async fn draw_and_read(page: &Page) -> anyhow::Result<()> {
    page.wait_for_state("ready").await?;
    page.draw(&golden(5)).await?;
    page.wait_for_prediction("5").await
}
