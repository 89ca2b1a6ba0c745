//! Takes docs/screenshots/ of the built page: desktop and phone, light and dark; and of each panel of See inside.
#![forbid(unsafe_code)]

use std::path::Path;

use anyhow::{Context, Result};
use e2e::drawings::golden;
use e2e::{Page, Place, Pointer, Scheme, Viewport, Visit};
use fantoccini::Locator;
use xtask::workspace_root;

const DIGIT: u8 = 7;
const NUMBER: [u8; 4] = [2, 0, 4, 6];
const PANELS: [&str; 6] = ["lesson", "recipe", "layers", "why", "wiggle", "card"];

fn main() {
    let folder = workspace_root().join("docs/screenshots");
    for (screen, viewport) in [("desktop", Viewport::DESKTOP), ("phone", Viewport::PHONE)] {
        for (colours, scheme) in [("light", Scheme::Light), ("dark", Scheme::Dark)] {
            let file = |scene: &str| folder.join(format!("{scene}{screen}-{colours}.png"));
            let visit = || Visit::default().on(viewport).preferring(scheme);
            visit().run(async |page| {
                draw_digit(page).await?;
                take(page, &file("")).await
            });
            visit().run(async |page| {
                draw_number(page).await?;
                take(page, &file("number-")).await
            });
        }
    }
    for (screen, viewport, scheme) in [
        ("desktop", Viewport::DESKTOP, Scheme::Light),
        ("phone", Viewport::PHONE, Scheme::Dark),
    ] {
        for panel in PANELS {
            let file = folder.join(format!("inside-{panel}-{screen}.png"));
            let visit = Visit::default().on(viewport).preferring(scheme);
            visit.run(async |page| take_panel(page, panel, viewport, &file).await);
        }
    }
}

/// A panel that is no taller has nothing in it yet, in pixels.
const LEAST_HEIGHT: f64 = 150.0;

/// A panel alone, as tall as it is, a pixel for each of the page's.
async fn take_panel(page: &Page, panel: &str, viewport: Viewport, file: &Path) -> Result<()> {
    draw_digit(page).await?;
    let summary = format!("inside-{panel}");
    page.click("inside").await?;
    page.wait_until("the panels", async || {
        page.evaluate("return document.querySelector('[data-testid=inside-card]') !== null")
            .await
    })
    .await?;
    page.click(&summary).await?;
    // What is computed comes one after another: it is all there once the panel has stopped growing.
    let heights = format!(
        "return document.querySelector('[data-testid={summary}]').closest('details').offsetHeight"
    );
    let (mut height, mut still) = (0.0, 0);
    while still < 8 {
        page.linger().await;
        let now: f64 = page.evaluate(&heights).await?;
        still = if now == height && now > LEAST_HEIGHT {
            still + 1
        } else {
            0
        };
        height = now;
    }
    let tall = Viewport {
        height: height.ceil() as u32 + 80,
        ratio: 1.0,
        ..viewport
    };
    page.resize(tall).await?;
    // Of a panel that is in sight in part, WebDriver would show that part.
    page.evaluate::<()>(&format!(
        "document.querySelector('[data-testid={summary}]').closest('details').scrollIntoView()"
    ))
    .await?;
    let drawer = page
        .part(&summary)
        .await?
        .find(Locator::XPath(".."))
        .await?;
    page.linger().await;
    println!("{}", file.display());
    Ok(std::fs::write(file, drawer.screenshot().await?)?)
}

async fn draw_digit(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    page.draw(&golden(DIGIT)).await?;
    page.wait_for_prediction(&DIGIT.to_string()).await
}

async fn draw_number(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    for (i, digit) in (0_u8..).zip(NUMBER) {
        let place = Place {
            centre: [0.16 + 0.225 * f32::from(i), 0.5],
            size: 0.26,
        };
        page.draw_with(Pointer::Mouse, &golden(digit), place)
            .await?;
    }
    let number = NUMBER.map(|digit| digit.to_string()).concat();
    page.wait_for_prediction(&number).await?;
    for drawer in ["exchange", "history", "doubt"] {
        page.click(drawer).await?;
    }
    page.evaluate("scrollTo(0, 0)").await
}

async fn take(page: &Page, file: &Path) -> Result<()> {
    // The highlight of the new digit fades.
    for _ in 0..3 {
        page.linger().await;
    }
    std::fs::create_dir_all(file.parent().context("a file has a folder")?)?;
    println!("{}", file.display());
    Ok(std::fs::write(file, page.client().screenshot().await?)?)
}
