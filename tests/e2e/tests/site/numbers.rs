//! Several digits are read as a number, and the user can correct their grouping.

use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, Placement, PointerType};

#[test]
fn digits_side_by_side_are_read_as_one_number() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw_number(&[2, 0, 4, 6]).await?;
        for (i, digit) in ["2", "0", "4", "6"].into_iter().enumerate() {
            let label = page.element(&format!("digit-{i}")).await?.text().await?;
            assert!(label.starts_with(digit), "{label}");
        }
        page.wait_until("the announcement of the number", async || {
            Ok(page.announcement().await?.starts_with("2046."))
        })
        .await
    });
}

#[test]
fn selecting_a_digit_shows_its_probabilities() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw_number(&[2, 0, 6]).await?;
        assert!(
            page.probabilities().await?[6] > 0.5,
            "the last digit must be shown first"
        );
        page.click("digit-0").await?;
        page.wait_until("the probabilities of the 2", async || {
            Ok(page.probabilities().await?[2] > 0.5)
        })
        .await?;
        let pressed = page.element("digit-0").await?.attr("aria-pressed").await?;
        assert_eq!(pressed.as_deref(), Some("true"));
        Ok(())
    });
}

#[test]
fn digits_can_be_merged_and_the_grouping_reset() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw_number(&[2, 6]).await?;
        page.click("digit-0").await?;
        page.click("join").await?;
        page.wait_until(
            "one digit",
            async || Ok(page.prediction().await?.len() == 1),
        )
        .await?;
        page.click("unmend").await?;
        page.wait_for_prediction("26").await
    });
}

#[test]
fn a_digit_with_two_strokes_can_be_split() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw_number(&[1, 4]).await?;
        page.click("digit-1").await?;
        let strokes = golden_drawing(4).strokes.len();
        assert!(strokes > 1, "the golden 4 has only {strokes} stroke");
        page.click("part").await?;
        page.wait_until("three digits", async || {
            Ok(page.prediction().await?.len() == 3)
        })
        .await
    });
}

#[test]
fn a_single_digit_has_no_boxes() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw_with(PointerType::Mouse, &golden_drawing(4), Placement::CENTRED)
            .await?;
        page.wait_for_prediction("4").await?;
        let boxes: usize = page
            .evaluate("return document.querySelectorAll('.digit-box').length")
            .await?;
        assert_eq!(boxes, 0);
        Ok(())
    });
}
