//! Turning a phone or dragging a window's corner costs neither ink nor answer.

use anyhow::Result;
use e2e::drawings::golden;
use e2e::{Page, Place, Pointer, Viewport, Visit};

const NARROW_WINDOW: Viewport = Viewport {
    width: 620,
    height: 700,
    ..Viewport::DESKTOP
};

#[test]
fn turning_the_phone_keeps_ink_and_answer() {
    resize_after_drawing(Viewport::PHONE, Viewport::PHONE_ON_ITS_SIDE, Pointer::Touch);
}

#[test]
fn making_the_window_smaller_keeps_ink_and_answer() {
    resize_after_drawing(Viewport::DESKTOP, NARROW_WINDOW, Pointer::Mouse);
}

#[test]
fn moving_to_a_sharper_screen_keeps_ink_and_answer() {
    let sharper = Viewport {
        ratio: 2.0,
        width: 900,
        ..Viewport::DESKTOP
    };
    resize_after_drawing(Viewport::DESKTOP, sharper, Pointer::Mouse);
}

#[test]
fn turning_the_phone_in_the_middle_of_a_stroke_keeps_the_stroke() {
    resize_within_a_stroke(Viewport::PHONE, Viewport::PHONE_ON_ITS_SIDE, Pointer::Touch);
}

#[test]
fn resizing_the_window_in_the_middle_of_a_stroke_keeps_the_stroke() {
    resize_within_a_stroke(Viewport::DESKTOP, NARROW_WINDOW, Pointer::Mouse);
}

fn resize_after_drawing(before: Viewport, after: Viewport, pointer: Pointer) {
    Visit::default().on(before).run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw_with(
            pointer,
            &golden(3),
            Place {
                centre: [0.4, 0.55],
                size: 0.6,
            },
        )
        .await?;
        page.wait_for_prediction("3").await?;
        page.linger().await;
        let (ink, probabilities) = (page.ink().await?, page.probabilities().await?);
        resize(page, after).await?;
        let drawn = ink.expect("a three was drawn");
        let found = page.ink().await?.expect("no ink is lost");
        assert!(
            found.is_close_to(&drawn),
            "the ink went from {drawn:?} to {found:?}"
        );
        assert_eq!(page.probabilities().await?, probabilities);

        page.click("clear-prediction").await?;
        page.expect_no_answer().await?;
        page.click("classify").await?;
        page.wait_for_prediction("3").await?;
        assert_eq!(page.probabilities().await?, probabilities);
        Ok(())
    });
}

fn resize_within_a_stroke(before: Viewport, after: Viewport, pointer: Pointer) {
    Visit::default().on(before).run(async |page| {
        page.wait_for_state("ready").await?;
        let three = golden(3);
        assert_eq!(three.strokes.len(), 1, "this test draws one stroke");
        let start = page.place_of("pad").await?.place(&three, Place::MIDDLE);
        let half = start.strokes[0].points.len() / 2;
        page.begin_stroke(pointer, &start.strokes[0].points[..half])
            .await?;
        resize(page, after).await?;
        let rest = page.place_of("pad").await?.place(&three, Place::MIDDLE);
        page.end_stroke(pointer, &rest.strokes[0].points[half..])
            .await?;
        page.wait_for_prediction("3").await
    });
}

/// Resizes and waits until the pad has its new size.
async fn resize(page: &Page, viewport: Viewport) -> Result<()> {
    let before = page.place_of("pad").await?;
    page.resize(viewport).await?;
    page.wait_until("the pad's new size", async || {
        Ok(page.place_of("pad").await? != before)
    })
    .await?;
    page.linger().await;
    Ok(())
}
