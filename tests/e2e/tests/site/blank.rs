//! A blank pad is never a digit, whatever is pressed.

use e2e::Visit;
use e2e::drawings::golden;

#[test]
fn a_page_just_opened_has_no_answer_even_when_classify_is_pressed() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.expect_no_answer().await?;
        page.click("classify").await?;
        page.linger().await;
        page.expect_no_answer().await
    });
}

#[test]
fn nothing_that_can_be_pressed_makes_a_blank_pad_a_digit() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        for pressed in [
            "live",
            "classify",
            "erase",
            "clear-prediction",
            "live",
            "classify",
        ] {
            page.click(pressed).await?;
            page.linger().await;
            page.expect_no_answer().await?;
        }
        Ok(())
    });
}

#[test]
fn an_erased_pad_has_no_answer_even_when_classify_is_pressed() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden(8)).await?;
        page.click("erase").await?;
        page.linger().await;
        page.expect_no_answer().await?;
        page.click("classify").await?;
        page.linger().await;
        page.expect_no_answer().await
    });
}

#[test]
fn a_pad_whose_only_stroke_is_undone_has_no_answer() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden(3)).await?;
        page.wait_for_prediction("3").await?;
        page.click("undo").await?;
        page.linger().await;
        page.expect_no_answer().await?;
        assert_eq!(page.ink().await?, None);
        Ok(())
    });
}
