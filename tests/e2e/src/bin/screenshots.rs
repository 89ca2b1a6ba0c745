//! Takes the screenshots in docs/screenshots/ of the built page, on a desktop and on a phone, in light and in dark
//! colours, and of each panel of See inside.
#![forbid(unsafe_code)]

use std::path::Path;

use anyhow::{Context, Result};
use e2e::drawings::golden_drawing;
use e2e::programs::workspace_root;
use e2e::{BrowserSession, ColorScheme, Page, Placement, PointerType, Viewport};
use fantoccini::Locator;

const DIGIT: u8 = 7;
const NUMBER: [u8; 4] = [2, 0, 4, 6];
const PANELS: [&str; 6] = ["lesson", "recipe", "layers", "why", "wiggle", "card"];

fn main() {
    let folder = workspace_root().join("docs/screenshots");
    for (screen, viewport) in [("desktop", Viewport::DESKTOP), ("phone", Viewport::PHONE)] {
        for (suffix, scheme) in [("light", ColorScheme::Light), ("dark", ColorScheme::Dark)] {
            let file = |prefix: &str| folder.join(format!("{prefix}{screen}-{suffix}.png"));
            let session = || {
                BrowserSession::default()
                    .with_viewport(viewport)
                    .with_color_scheme(scheme)
            };
            session().run(async |page| {
                draw_digit(page).await?;
                save_screenshot(page, &file("")).await
            });
            session().run(async |page| {
                draw_number(page).await?;
                save_screenshot(page, &file("number-")).await
            });
        }
    }
    for (screen, viewport, scheme) in [
        ("desktop", Viewport::DESKTOP, ColorScheme::Light),
        ("phone", Viewport::PHONE, ColorScheme::Dark),
    ] {
        for panel in PANELS {
            let file = folder.join(format!("inside-{panel}-{screen}.png"));
            let session = BrowserSession::default()
                .with_viewport(viewport)
                .with_color_scheme(scheme);
            session.run(async |page| save_panel(page, panel, viewport, &file).await);
        }
    }
}

/// A panel up to this height has no content yet, in CSS pixels.
const MAX_EMPTY_HEIGHT_PX: f64 = 150.0;

/// Saves a screenshot of a whole panel, with one device pixel per CSS pixel.
async fn save_panel(page: &Page, panel: &str, viewport: Viewport, file: &Path) -> Result<()> {
    draw_digit(page).await?;
    let summary = format!("inside-{panel}");
    page.click("inside").await?;
    page.wait_until("the inspector's panels", async || {
        page.evaluate("return document.querySelector('[data-testid=inside-card]') !== null")
            .await
    })
    .await?;
    page.click(&summary).await?;
    // Results arrive one by one. They are complete once the panel has stopped growing.
    let heights = format!(
        "return document.querySelector('[data-testid={summary}]').closest('details').offsetHeight"
    );
    let (mut height, mut stable_checks) = (0.0, 0);
    while stable_checks < 8 {
        page.settle().await;
        let now: f64 = page.evaluate(&heights).await?;
        stable_checks = if now == height && now > MAX_EMPTY_HEIGHT_PX {
            stable_checks + 1
        } else {
            0
        };
        height = now;
    }
    let tall = Viewport {
        height: height.ceil() as u32 + 80,
        device_pixel_ratio: 1.0,
        ..viewport
    };
    page.resize(tall).await?;
    // WebDriver captures only the visible part of an element.
    page.evaluate::<()>(&format!(
        "document.querySelector('[data-testid={summary}]').closest('details').scrollIntoView()"
    ))
    .await?;
    let panel = page
        .element(&summary)
        .await?
        .find(Locator::XPath(".."))
        .await?;
    page.settle().await;
    println!("{}", file.display());
    Ok(std::fs::write(file, panel.screenshot().await?)?)
}

async fn draw_digit(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    page.draw(&golden_drawing(DIGIT)).await?;
    page.wait_for_prediction(&DIGIT.to_string()).await
}

async fn draw_number(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    for (i, digit) in (0_u8..).zip(NUMBER) {
        let placement = Placement {
            centre: [0.16 + 0.225 * f32::from(i), 0.5],
            size: 0.26,
        };
        page.draw_with(PointerType::Mouse, &golden_drawing(digit), placement)
            .await?;
    }
    let number = NUMBER.map(|digit| digit.to_string()).concat();
    page.wait_for_prediction(&number).await?;
    for disclosure in ["exchange", "history", "doubt"] {
        page.click(disclosure).await?;
    }
    page.evaluate("scrollTo(0, 0)").await
}

async fn save_screenshot(page: &Page, file: &Path) -> Result<()> {
    // Wait until the highlight of the new digit has faded.
    for _ in 0..3 {
        page.settle().await;
    }
    std::fs::create_dir_all(file.parent().context("the file has a parent folder")?)?;
    println!("{}", file.display());
    Ok(std::fs::write(file, page.client().screenshot().await?)?)
}
