//! Several digits side by side are read as a number, and a wrong split can be mended.

use e2e::drawings::golden;
use e2e::{Place, Pointer, Visit};

#[test]
fn digits_side_by_side_are_read_as_one_number() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw_number(&[2, 0, 4, 6]).await?;
        for (i, digit) in ["2", "0", "4", "6"].into_iter().enumerate() {
            let label = page.part(&format!("digit-{i}")).await?.text().await?;
            assert!(label.starts_with(digit), "{label}");
        }
        page.wait_until("the number said", async || {
            Ok(page.announcement().await?.starts_with("2046."))
        })
        .await
    });
}

#[test]
fn a_digit_that_is_chosen_has_its_own_bars_and_its_own_picture() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw_number(&[2, 0, 6]).await?;
        assert!(page.probabilities().await?[6] > 0.5, "the last one drawn");
        page.click("digit-0").await?;
        page.wait_until("the bars of the 2", async || {
            Ok(page.probabilities().await?[2] > 0.5)
        })
        .await?;
        let pressed = page.part("digit-0").await?.attr("aria-pressed").await?;
        assert_eq!(pressed.as_deref(), Some("true"));
        Ok(())
    });
}

#[test]
fn digits_can_be_joined_and_left_to_the_network_again() {
    Visit::default().run(async |page| {
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
fn a_digit_of_two_strokes_can_be_split_in_two() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw_number(&[1, 4]).await?;
        page.click("digit-1").await?;
        let strokes = golden(4).strokes.len();
        assert!(strokes > 1, "the golden 4 has {strokes} strokes");
        page.click("part").await?;
        page.wait_until("three digits", async || {
            Ok(page.prediction().await?.len() == 3)
        })
        .await
    });
}

#[test]
fn one_digit_has_no_boxes() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw_with(Pointer::Mouse, &golden(4), Place::MIDDLE)
            .await?;
        page.wait_for_prediction("4").await?;
        let boxes: usize = page
            .evaluate("return document.querySelectorAll('.digit-box').length")
            .await?;
        assert_eq!(boxes, 0);
        Ok(())
    });
}
