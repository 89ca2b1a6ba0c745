//! Every control can be reached and used with the keyboard alone.

use anyhow::Result;
use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, Page};
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

/// Returns the outline style of the focused element, or of the label next to it if it is a hidden radio button.
const OUTLINE: &str = "
    const focused = document.activeElement;
    const visible = focused.type === 'radio' ? focused.nextElementSibling : focused;
    return getComputedStyle(visible).outlineStyle";

#[test]
fn tab_reaches_every_control_and_its_focus_is_visible() {
    BrowserSession::default().run(async |page| {
        draw_three(page).await?;
        for control in CONTROLS {
            focus(page, control).await?;
            let outline: String = page.evaluate(OUTLINE).await?;
            assert_ne!(outline, "none", "{control} has no visible focus indicator");
        }
        Ok(())
    });
}

#[test]
fn enter_activates_every_button() {
    BrowserSession::default().run(async |page| {
        draw_three(page).await?;
        press_enter_on(page, "clear-prediction").await?;
        page.assert_no_prediction().await?;
        press_enter_on(page, "classify").await?;
        page.wait_for_prediction("3").await?;
        press_enter_on(page, "live").await?;
        page.wait_until("Live to be off", async || Ok(!page.is_live().await?))
            .await?;
        press_enter_on(page, "undo").await?;
        page.wait_until("a blank pad", async || Ok(page.ink_box().await?.is_none()))
            .await?;
        page.draw(&golden_drawing(3)).await?;
        press_enter_on(page, "erase").await?;
        page.wait_until("a blank pad", async || Ok(page.ink_box().await?.is_none()))
            .await
    });
}

#[test]
fn a_digit_drawn_with_the_keyboard_is_announced_once_the_pen_is_lifted() {
    BrowserSession::default().run(draw_one);
}

/// Draws a 1 with the keyboard, waits for the announcement, and erases it.
pub(super) async fn draw_one(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    focus(page, "pad").await?;
    // Move to the top, lower the pen, and draw a long vertical line.
    page.press_keys([Key::Up; 12]).await?;
    assert_eq!(page.stroke_count().await?, 0, "the pen is still lifted");
    page.press_keys([' ']).await?;
    page.press_keys([Key::Down; 24]).await?;
    page.wait_for_prediction("1").await?;
    assert_eq!(page.announcement().await?, "", "the pen is still down");
    page.press_keys([' ']).await?;
    page.wait_until("the announcement", async || {
        Ok(page.announcement().await?.starts_with("1."))
    })
    .await?;
    assert_eq!(page.stroke_count().await?, 1);
    page.press_keys([Key::Delete]).await?;
    page.wait_for_prediction("").await
}

#[test]
fn shortcut_keys_on_the_pad_select_tools_and_widths() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        focus(page, "pad").await?;
        for (key, option) in [('e', "eraser"), ('p', "pen"), ('3', "broad"), ('1', "fine")] {
            page.press_keys([key]).await?;
            page.wait_until(option, async || page.is_checked(option).await)
                .await?;
        }
        Ok(())
    });
}

async fn draw_three(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    page.draw(&golden_drawing(3)).await?;
    page.wait_for_prediction("3").await
}

async fn press_enter_on(page: &Page, control: &str) -> Result<()> {
    focus(page, control).await?;
    page.press_keys([Key::Enter]).await
}

/// Presses Tab until the control has the focus.
async fn focus(page: &Page, control: &str) -> Result<()> {
    let mut passed = Vec::new();
    for _ in 0..20 {
        page.press_keys([Key::Tab]).await?;
        let focused: String = page
            .evaluate("return document.activeElement.dataset.testid ?? ''")
            .await?;
        if focused == control {
            return Ok(());
        }
        passed.push(focused);
    }
    anyhow::bail!("Tab did not reach {control}, only {passed:?}")
}

/// Records the initial text of the live region. Screen readers announce its changes, not its initial text.
const RECORD_INITIAL_TEXT: &str = "
    new MutationObserver((_, observer) => {
        const region = document.querySelector('[data-testid=announcement]');
        if (region === null) return;
        window.initialText = region.textContent;
        observer.disconnect();
    }).observe(document, { childList: true, subtree: true });";

#[test]
fn after_a_reload_the_live_region_exists_before_the_answer() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden_drawing(3)).await?;
        page.wait_for_prediction("3").await?;
        page.reload_with_init_script(RECORD_INITIAL_TEXT).await?;
        page.wait_until("the announcement", async || {
            Ok(page.announcement().await?.starts_with("3."))
        })
        .await?;
        let initial: String = page.evaluate("return window.initialText").await?;
        assert_eq!(initial, "");
        Ok(())
    });
}
