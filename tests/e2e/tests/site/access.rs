//! axe-core finds nothing, in every state of the page, in both colour schemes.

use anyhow::Result;
use e2e::drawings::golden;
use e2e::{Gate, Page, Scheme, Viewport, Visit, axe};

const SCHEMES: [Scheme; 2] = [Scheme::Light, Scheme::Dark];

/// Blank, read, a number, an earlier answer, everything opened.
async fn go_through(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    axe::check(page, "blank").await?;
    page.click("classify").await?;
    axe::check(page, "asked to draw").await?;
    page.draw(&golden(3)).await?;
    page.wait_for_prediction("3").await?;
    axe::check(page, "a digit").await?;
    page.click("live").await?;
    page.draw(&golden(1)).await?;
    axe::check(page, "an earlier answer").await?;
    page.click("live").await?;
    page.erase().await?;
    page.draw_number(&[2, 0, 6]).await?;
    axe::check(page, "a number").await?;
    for drawer in ["exchange", "history", "doubt"] {
        page.click(drawer).await?;
    }
    page.see_inside().await?;
    axe::check(page, "everything open").await
}

#[test]
fn axe_finds_nothing_on_a_desktop() {
    for scheme in SCHEMES {
        Visit::default().preferring(scheme).run(go_through);
    }
}

#[test]
fn axe_finds_nothing_on_a_phone() {
    for scheme in SCHEMES {
        let visit = Visit::default().on(Viewport::PHONE).preferring(scheme);
        visit.run(go_through);
    }
}

#[test]
fn axe_finds_nothing_while_the_network_loads_or_when_it_cannot_be_had() {
    for scheme in SCHEMES {
        let held = Visit::default().with_worker(Gate::Held).preferring(scheme);
        held.run(async |page| axe::check(page, "loading").await);
        let missing = Visit::default()
            .with_worker(Gate::Missing)
            .preferring(scheme);
        missing.run(async |page| {
            page.wait_for_state("failed").await?;
            axe::check(page, "failed").await
        });
    }
}
