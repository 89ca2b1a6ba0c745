//! A link goes out by the device's own sharing or by the clipboard; what either refuses is told. Of the browser
//! nothing is made up here but its answers to `navigator.share`.

use anyhow::{Context, Result};
use e2e::drawings::golden;
use e2e::{Page, Visit};
use fantoccini::Locator;

/// A browser whose sharing ends so, and that keeps what it was given.
fn sharing(end: &str) -> String {
    format!(
        "Navigator.prototype.canShare = () => true;
        Navigator.prototype.share = (data) => {{ window.shared = data; return {end}; }};"
    )
}

/// Draws a digit and opens the buttons.
async fn draw(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    page.draw(&golden(4)).await?;
    page.wait_for_prediction("4").await?;
    page.click("exchange").await
}

async fn share_with(page: &Page, end: &str) -> Result<()> {
    page.reload_with(&sharing(end)).await?;
    draw(page).await?;
    page.click("share").await
}

#[test]
fn where_the_device_can_share_the_link_is_handed_to_it() {
    Visit::default().run(async |page| {
        share_with(page, "Promise.resolve()").await?;
        page.wait_until("the link shared", async || {
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
fn sharing_that_fails_is_told_with_what_else_to_do() {
    Visit::default().run(async |page| {
        share_with(
            page,
            "Promise.reject(new DOMException('no', 'NotAllowedError'))",
        )
        .await?;
        page.wait_for_notice("Sharing failed").await?;
        page.wait_for_notice("copy the link").await
    });
}

#[test]
fn who_changes_their_mind_hears_nothing_of_a_failure() {
    Visit::default().run(async |page| {
        share_with(page, "Promise.reject(new DOMException('no', 'AbortError'))").await?;
        page.linger().await;
        assert_eq!(page.notice().await?, "");
        Ok(())
    });
}

#[test]
fn where_the_device_cannot_share_it_is_not_offered_and_the_link_can_be_copied() {
    Visit::default().run(async |page| {
        page.reload_with("delete Navigator.prototype.share").await?;
        page.allow_clipboard().await?;
        draw(page).await?;
        let share = page.client().find_all(Locator::Css("[data-testid=share]"));
        assert!(share.await?.is_empty());
        page.click("copy-link").await?;
        page.wait_for_notice("Link copied").await
    });
}

#[test]
fn a_clipboard_that_is_forbidden_is_told_with_what_else_to_do() {
    Visit::default().run(async |page| {
        page.forbid_clipboard().await?;
        draw(page).await?;
        page.click("copy-link").await?;
        page.wait_for_notice("could not be copied").await?;
        page.wait_for_notice("save the drawing").await?;
        let notice = page.part("notice").await?.attr("class").await?;
        assert!(notice.context("it has a class")?.contains("is-trouble"));
        Ok(())
    });
}
