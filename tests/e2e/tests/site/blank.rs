//! A blank pad never has an answer, whatever button is pressed.

use e2e::BrowserSession;
use e2e::drawings::golden_drawing;

#[test]
fn a_new_page_has_no_answer_even_after_classify() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.assert_no_prediction().await?;
        page.click("classify").await?;
        page.settle().await;
        page.assert_no_prediction().await
    });
}

#[test]
fn no_button_gives_a_blank_pad_an_answer() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        for button in [
            "live",
            "classify",
            "erase",
            "clear-prediction",
            "live",
            "classify",
        ] {
            page.click(button).await?;
            page.settle().await;
            page.assert_no_prediction().await?;
        }
        Ok(())
    });
}

#[test]
fn an_erased_pad_has_no_answer_even_after_classify() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden_drawing(8)).await?;
        page.click("erase").await?;
        page.settle().await;
        page.assert_no_prediction().await?;
        page.click("classify").await?;
        page.settle().await;
        page.assert_no_prediction().await
    });
}

#[test]
fn undoing_the_only_stroke_removes_the_answer() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden_drawing(3)).await?;
        page.wait_for_prediction("3").await?;
        page.click("undo").await?;
        page.settle().await;
        page.assert_no_prediction().await?;
        assert_eq!(page.ink_box().await?, None);
        Ok(())
    });
}
