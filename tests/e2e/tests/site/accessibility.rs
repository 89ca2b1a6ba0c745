//! axe-core finds no violation in any state of the page, in both colour schemes.

use anyhow::Result;
use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, ColorScheme, NetworkCondition, Page, Viewport, axe};

const SCHEMES: [ColorScheme; 2] = [ColorScheme::Light, ColorScheme::Dark];

/// Checks the page while it is blank, with a digit, with an outdated answer, with a number, and with everything open.
async fn check_states(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    axe::check(page, "blank").await?;
    page.click("classify").await?;
    axe::check(page, "with the hint to draw first").await?;
    page.draw(&golden_drawing(3)).await?;
    page.wait_for_prediction("3").await?;
    axe::check(page, "with a digit").await?;
    page.click("live").await?;
    page.draw(&golden_drawing(1)).await?;
    axe::check(page, "with an outdated answer").await?;
    page.click("live").await?;
    page.erase().await?;
    page.draw_number(&[2, 0, 6]).await?;
    axe::check(page, "with a number").await?;
    for disclosure in ["exchange", "history", "doubt"] {
        page.click(disclosure).await?;
    }
    page.open_inspector().await?;
    axe::check(page, "with everything open").await
}

#[test]
fn axe_finds_no_violation_on_a_desktop() {
    for scheme in SCHEMES {
        BrowserSession::default()
            .with_color_scheme(scheme)
            .run(check_states);
    }
}

#[test]
fn axe_finds_no_violation_on_a_phone() {
    for scheme in SCHEMES {
        let session = BrowserSession::default()
            .with_viewport(Viewport::PHONE)
            .with_color_scheme(scheme);
        session.run(check_states);
    }
}

#[test]
fn axe_finds_no_violation_while_the_recogniser_loads_or_after_it_failed_to_load() {
    for scheme in SCHEMES {
        let stalled = BrowserSession::default()
            .with_network(NetworkCondition::Stalled)
            .with_color_scheme(scheme);
        stalled.run(async |page| axe::check(page, "while loading").await);
        let not_found = BrowserSession::default()
            .with_network(NetworkCondition::NotFound)
            .with_color_scheme(scheme);
        not_found.run(async |page| {
            page.wait_for_state("failed").await?;
            axe::check(page, "after loading failed").await
        });
    }
}
