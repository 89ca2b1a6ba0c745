//! What is erased can be brought back later, on this device.

use anyhow::Result;
use e2e::drawings::golden;
use e2e::{Page, Visit};

async fn kept(page: &Page) -> Result<Vec<String>> {
    page.evaluate(
        "return [...document.querySelectorAll('.history-said')].map((item) => item.textContent)",
    )
    .await
}

async fn read_and_erase(page: &Page, digit: u8) -> Result<()> {
    page.draw(&golden(digit)).await?;
    page.wait_for_prediction(&digit.to_string()).await?;
    page.erase().await
}

#[test]
fn erased_drawings_are_kept_over_a_reload_newest_first_and_come_back() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.click("history").await?;
        assert_eq!(kept(page).await?, [""; 0]);
        read_and_erase(page, 3).await?;
        read_and_erase(page, 7).await?;
        assert_eq!(kept(page).await?, ["7", "3"]);
        page.client().refresh().await?;
        page.wait_for_state("ready").await?;
        page.click("history").await?;
        assert_eq!(kept(page).await?, ["7", "3"]);
        page.evaluate::<()>("document.querySelectorAll('.history-recall')[1].click()")
            .await?;
        page.wait_for_prediction("3").await
    });
}

#[test]
fn one_drawing_or_all_can_be_forgotten() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.click("history").await?;
        for digit in [3, 7, 4] {
            read_and_erase(page, digit).await?;
        }
        page.evaluate::<()>("document.querySelectorAll('.history-forget')[1].click()")
            .await?;
        page.wait_until("one gone", async || Ok(kept(page).await? == ["4", "3"]))
            .await?;
        page.click("forget-all").await?;
        page.wait_until("none left", async || Ok(kept(page).await?.is_empty()))
            .await
    });
}

#[test]
fn more_caution_is_kept_over_a_reload() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.click("doubt").await?;
        let set = "const slider = document.querySelector('[data-testid=sure-from]');
            slider.value = '0.99';
            slider.dispatchEvent(new Event('input', { bubbles: true }));";
        page.evaluate::<()>(set).await?;
        page.client().refresh().await?;
        page.wait_for_state("ready").await?;
        page.open_drawer("doubt").await?;
        let value: String = page
            .evaluate("return document.querySelector('[data-testid=sure-from]').value")
            .await?;
        assert_eq!(value, "0.99");
        Ok(())
    });
}
