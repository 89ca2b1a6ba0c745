//! Whoever uses no pointer can reach and work every control.

use anyhow::Result;
use e2e::drawings::golden;
use e2e::{Page, Visit};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

const CONTROLS: [&str; 5] = ["classify", "undo", "erase", "live", "clear-prediction"];

#[test]
fn every_control_is_reached_with_tab_and_shows_its_focus() {
    Visit::default().run(async |page| {
        draw_three(page).await?;
        for control in CONTROLS {
            focus(page, control).await?;
            let outline: String = page
                .evaluate("return getComputedStyle(document.activeElement).outlineStyle")
                .await?;
            assert_ne!(
                outline, "none",
                "{control} has the focus but does not show it"
            );
        }
        Ok(())
    });
}

#[test]
fn every_control_works_with_enter() {
    Visit::default().run(async |page| {
        draw_three(page).await?;
        press_on(page, "clear-prediction").await?;
        page.expect_no_answer().await?;
        press_on(page, "classify").await?;
        page.wait_for_prediction("3").await?;
        press_on(page, "live").await?;
        page.wait_until("Live off", async || Ok(!page.is_live().await?))
            .await?;
        press_on(page, "undo").await?;
        page.wait_until("a blank pad", async || Ok(page.ink().await?.is_none()))
            .await?;
        page.draw(&golden(3)).await?;
        press_on(page, "erase").await?;
        page.wait_until("a blank pad", async || Ok(page.ink().await?.is_none()))
            .await
    });
}

async fn draw_three(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    page.draw(&golden(3)).await?;
    page.wait_for_prediction("3").await
}

async fn press_on(page: &Page, control: &str) -> Result<()> {
    focus(page, control).await?;
    press(page, Key::Enter).await
}

/// Presses Tab until the control has the focus.
async fn focus(page: &Page, control: &str) -> Result<()> {
    let mut passed = Vec::new();
    for _ in 0..20 {
        press(page, Key::Tab).await?;
        let focused: String = page
            .evaluate("return document.activeElement.dataset.testid ?? ''")
            .await?;
        if focused == control {
            return Ok(());
        }
        passed.push(focused);
    }
    anyhow::bail!("Tab never came to {control}, only to {passed:?}")
}

async fn press(page: &Page, key: Key) -> Result<()> {
    let value = char::from(key);
    let keys = KeyActions::new("keyboard".into())
        .then(KeyAction::Down { value })
        .then(KeyAction::Up { value });
    Ok(page.client().perform_actions(keys).await?)
}
