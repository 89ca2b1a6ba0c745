//! Sharing a link with the device's share sheet or the clipboard, and the errors of both. Only `navigator.share` is
//! mocked.

use anyhow::{Context, Result};
use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, Page};
use fantoccini::Locator;

/// Returns an init script that mocks `navigator.share`. The mock stores the shared data in `window.shared` and returns
/// the given promise.
fn mock_share(promise: &str) -> String {
    format!(
        "Navigator.prototype.canShare = () => true;
        Navigator.prototype.share = (data) => {{ window.shared = data; return {promise}; }};"
    )
}

/// Draws a digit and opens the import and export buttons.
async fn draw_and_open_buttons(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    page.draw(&golden_drawing(4)).await?;
    page.wait_for_prediction("4").await?;
    page.click("exchange").await
}

async fn share_with_result(page: &Page, promise: &str) -> Result<()> {
    page.reload_with_init_script(&mock_share(promise)).await?;
    draw_and_open_buttons(page).await?;
    page.click("share").await
}

#[test]
fn a_link_is_shared_with_the_share_sheet() {
    BrowserSession::default().run(async |page| {
        share_with_result(page, "Promise.resolve()").await?;
        page.wait_until("the link to be shared", async || {
            page.evaluate("return !!window.shared").await
        })
        .await?;
        let link: String = page.evaluate("return window.shared.url").await?;
        page.erase().await?;
        page.client().goto("about:blank").await?;
        page.client().goto(&link).await?;
        page.wait_for_state("ready").await?;
        page.wait_for_prediction("4").await
    });
}

#[test]
fn a_sharing_error_is_shown_with_an_alternative() {
    BrowserSession::default().run(async |page| {
        share_with_result(
            page,
            "Promise.reject(new DOMException('no', 'NotAllowedError'))",
        )
        .await?;
        page.wait_for_toast("Sharing failed").await?;
        page.wait_for_toast("copy the link").await
    });
}

#[test]
fn cancelling_the_share_sheet_shows_no_error() {
    BrowserSession::default().run(async |page| {
        share_with_result(page, "Promise.reject(new DOMException('no', 'AbortError'))").await?;
        page.settle().await;
        assert_eq!(page.toast().await?, "");
        Ok(())
    });
}

#[test]
fn without_share_support_only_copying_the_link_is_offered() {
    BrowserSession::default().run(async |page| {
        page.reload_with_init_script("delete Navigator.prototype.share")
            .await?;
        page.allow_clipboard().await?;
        draw_and_open_buttons(page).await?;
        let share = page.client().find_all(Locator::Css("[data-testid=share]"));
        assert!(share.await?.is_empty());
        page.click("copy-link").await?;
        page.wait_for_toast("Link copied").await
    });
}

#[test]
fn a_clipboard_error_is_shown_with_an_alternative() {
    BrowserSession::default().run(async |page| {
        page.forbid_clipboard().await?;
        draw_and_open_buttons(page).await?;
        page.click("copy-link").await?;
        page.wait_for_toast("could not be copied").await?;
        page.wait_for_toast("save the drawing").await?;
        let class = page.element("notice").await?.attr("class").await?;
        assert!(
            class
                .context("the toast has no class")?
                .contains("is-error")
        );
        Ok(())
    });
}
