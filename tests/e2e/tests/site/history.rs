//! Erased drawings are kept on the device and can be restored.

use anyhow::Result;
use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, Page};

/// Returns the texts of the list of recent drawings.
async fn recent_drawings(page: &Page) -> Result<Vec<String>> {
    page.evaluate(
        "return [...document.querySelectorAll('.history-text')].map((item) => item.textContent)",
    )
    .await
}

async fn draw_and_erase(page: &Page, digit: u8) -> Result<()> {
    page.draw(&golden_drawing(digit)).await?;
    page.wait_for_prediction(&digit.to_string()).await?;
    page.erase().await
}

#[test]
fn erased_drawings_survive_a_reload_newest_first_and_can_be_restored() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.click("history").await?;
        assert_eq!(recent_drawings(page).await?, [""; 0]);
        draw_and_erase(page, 3).await?;
        draw_and_erase(page, 7).await?;
        assert_eq!(recent_drawings(page).await?, ["7", "3"]);
        page.client().refresh().await?;
        page.wait_for_state("ready").await?;
        page.click("history").await?;
        assert_eq!(recent_drawings(page).await?, ["7", "3"]);
        page.evaluate::<()>("document.querySelectorAll('.history-restore')[1].click()")
            .await?;
        page.wait_for_prediction("3").await
    });
}

#[test]
fn one_drawing_or_all_can_be_deleted() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.click("history").await?;
        for digit in [3, 7, 4] {
            draw_and_erase(page, digit).await?;
        }
        page.evaluate::<()>("document.querySelectorAll('.history-delete')[1].click()")
            .await?;
        page.wait_until("one drawing to be deleted", async || {
            Ok(recent_drawings(page).await? == ["4", "3"])
        })
        .await?;
        page.click("forget-all").await?;
        page.wait_until("all drawings to be deleted", async || {
            Ok(recent_drawings(page).await?.is_empty())
        })
        .await
    });
}

#[test]
fn a_confidence_threshold_survives_a_reload() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.click("doubt").await?;
        let set = "const slider = document.querySelector('[data-testid=sure-from]');
            slider.value = '0.99';
            slider.dispatchEvent(new Event('input', { bubbles: true }));";
        page.evaluate::<()>(set).await?;
        page.client().refresh().await?;
        page.wait_for_state("ready").await?;
        page.open_disclosure("doubt").await?;
        let value: String = page
            .evaluate("return document.querySelector('[data-testid=sure-from]').value")
            .await?;
        assert_eq!(value, "0.99");
        Ok(())
    });
}
