//! Whoever uses no pointer can reach and work every control.

use anyhow::Result;
use e2e::drawings::golden;
use e2e::{Page, Visit};
use fantoccini::key::Key;

const CONTROLS: [&str; 9] = [
    "classify",
    "undo",
    "erase",
    "pen",
    "medium",
    "live",
    "clear-prediction",
    "history",
    "doubt",
];

/// The outline of what has the focus, or, of a hidden radio button, of the face beside it.
const OUTLINE: &str = "
    const focused = document.activeElement;
    const face = focused.type === 'radio' ? focused.nextElementSibling : focused;
    return getComputedStyle(face).outlineStyle";

#[test]
fn every_control_is_reached_with_tab_and_shows_its_focus() {
    Visit::default().run(async |page| {
        draw_three(page).await?;
        for control in CONTROLS {
            focus(page, control).await?;
            let outline: String = page.evaluate(OUTLINE).await?;
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

#[test]
fn a_digit_is_drawn_and_read_by_keyboard_alone_and_said_once() {
    Visit::default().run(draw_one);
}

/// Draws a one by keys alone, hears what it is, and erases it.
pub(super) async fn draw_one(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    focus(page, "pad").await?;
    // Up to the top, pen down, a long way down: a one.
    page.press([Key::Up; 12]).await?;
    assert_eq!(page.ink_strokes().await?, 0, "the pen is still lifted");
    page.press([' ']).await?;
    page.press([Key::Down; 24]).await?;
    page.wait_for_prediction("1").await?;
    assert_eq!(page.announcement().await?, "", "the pen is still down");
    page.press([' ']).await?;
    page.wait_until("the answer said", async || {
        Ok(page.announcement().await?.starts_with("1."))
    })
    .await?;
    assert_eq!(page.ink_strokes().await?, 1);
    page.press([Key::Delete]).await?;
    page.wait_for_prediction("").await
}

#[test]
fn keys_of_the_pad_take_eraser_and_widths() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        focus(page, "pad").await?;
        for (key, taken) in [('e', "eraser"), ('p', "pen"), ('3', "broad"), ('1', "fine")] {
            page.press([key]).await?;
            page.wait_until(taken, async || page.is_checked(taken).await)
                .await?;
        }
        Ok(())
    });
}

async fn draw_three(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    page.draw(&golden(3)).await?;
    page.wait_for_prediction("3").await
}

async fn press_on(page: &Page, control: &str) -> Result<()> {
    focus(page, control).await?;
    page.press([Key::Enter]).await
}

/// Presses Tab until the control has the focus.
async fn focus(page: &Page, control: &str) -> Result<()> {
    let mut passed = Vec::new();
    for _ in 0..20 {
        page.press([Key::Tab]).await?;
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

/// Notes what the live region says when it is first seen. Screen readers speak what changes in one, not what it brings.
const FIRST_WORDS: &str = "
    new MutationObserver((_, observer) => {
        const region = document.querySelector('[data-testid=announcement]');
        if (region === null) return;
        window.firstWords = region.textContent;
        observer.disconnect();
    }).observe(document, { childList: true, subtree: true });";

#[test]
fn the_live_region_is_there_before_the_answer_about_the_ink_that_a_reload_kept() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden(3)).await?;
        page.wait_for_prediction("3").await?;
        page.reload_with(FIRST_WORDS).await?;
        page.wait_until("the answer aloud", async || {
            Ok(page.announcement().await?.starts_with("3."))
        })
        .await?;
        let first: String = page.evaluate("return window.firstWords").await?;
        assert_eq!(first, "");
        Ok(())
    });
}
