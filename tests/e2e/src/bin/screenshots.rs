//! Takes docs/screenshots/ of the built page: desktop and phone, light and dark.
#![forbid(unsafe_code)]

use std::path::Path;

use anyhow::{Context, Result};
use e2e::drawings::golden;
use e2e::{Page, Scheme, Viewport, Visit};
use xtask::workspace_root;

const DIGIT: u8 = 7;

fn main() {
    let folder = workspace_root().join("docs/screenshots");
    for (screen, viewport) in [("desktop", Viewport::DESKTOP), ("phone", Viewport::PHONE)] {
        for (colours, scheme) in [("light", Scheme::Light), ("dark", Scheme::Dark)] {
            let file = folder.join(format!("{screen}-{colours}.png"));
            let visit = Visit::default().on(viewport).preferring(scheme);
            visit.run(async |page| take(page, &file).await);
            println!("{}", file.display());
        }
    }
}

async fn take(page: &Page, file: &Path) -> Result<()> {
    page.wait_for_state("ready").await?;
    page.draw(&golden(DIGIT)).await?;
    page.wait_for_prediction(&DIGIT.to_string()).await?;
    // The highlight of the new digit fades.
    page.linger().await;
    page.linger().await;
    page.linger().await;
    std::fs::create_dir_all(file.parent().context("a file has a folder")?)?;
    Ok(std::fs::write(file, page.client().screenshot().await?)?)
}
