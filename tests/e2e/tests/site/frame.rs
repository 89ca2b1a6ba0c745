//! The page within another site's page, as README.md says to put it there.

use anyhow::Context;
use e2e::Visit;
use e2e::drawings::golden;

const README: &str = include_str!("../../../../README.md");

#[test]
fn in_another_sites_page_it_reads_what_is_drawn() {
    Visit::default().framed_by(other_site).run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden(5)).await?;
        page.wait_for_prediction("5")
            .await
            .context("drawn in the frame")?;
        page.erase().await
    });
}

/// A page with the frame of README.md, whose address is this one.
fn other_site(address: &str) -> String {
    let lines = README.lines().map(str::trim);
    let frame = lines.filter(|line| line.starts_with("<iframe"));
    let [frame] = frame.collect::<Vec<_>>()[..] else {
        panic!("README.md shows one frame");
    };
    let [before, _, after] = frame.splitn(3, '"').collect::<Vec<_>>()[..] else {
        panic!("{frame} begins with an address");
    };
    format!(
        "<!doctype html><link rel='icon' href='data:,'><body style='margin: 0'>{before}\"{address}\"{after}<p>Another site</p>"
    )
}
