//! The page embedded in another site with the `<iframe>` that README.md recommends.

use anyhow::Context;
use e2e::BrowserSession;
use e2e::drawings::golden_drawing;

const README: &str = include_str!("../../../../README.md");

#[test]
fn the_embedded_page_reads_a_digit() {
    BrowserSession::default()
        .embedded_in(other_site)
        .run(async |page| {
            page.wait_for_state("ready").await?;
            page.draw(&golden_drawing(5)).await?;
            page.wait_for_prediction("5")
                .await
                .context("a 5 is drawn in the frame")?;
            page.erase().await
        });
}

/// Returns a page with the `<iframe>` from README.md, with `address` as its source.
fn other_site(address: &str) -> String {
    let lines = README.lines().map(str::trim);
    let frame = lines.filter(|line| line.starts_with("<iframe"));
    let [frame] = frame.collect::<Vec<_>>()[..] else {
        panic!("README.md must contain exactly one <iframe> line");
    };
    let [before, _, after] = frame.splitn(3, '"').collect::<Vec<_>>()[..] else {
        panic!("the first attribute must be the address: {frame}");
    };
    format!(
        "<!doctype html><link rel='icon' href='data:,'><body style='margin: 0'>{before}\"{address}\"{after}<p>Another site</p>"
    )
}
