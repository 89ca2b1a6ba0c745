//! Rotating a phone or resizing a window keeps ink and answer.

use anyhow::Result;
use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, Page, Placement, PointerType, Viewport};

const NARROW_WINDOW: Viewport = Viewport {
    width: 620,
    height: 700,
    ..Viewport::DESKTOP
};

#[test]
fn rotating_the_phone_keeps_ink_and_answer() {
    resize_after_drawing(
        Viewport::PHONE,
        Viewport::PHONE_LANDSCAPE,
        PointerType::Touch,
    );
}

#[test]
fn shrinking_the_window_keeps_ink_and_answer() {
    resize_after_drawing(Viewport::DESKTOP, NARROW_WINDOW, PointerType::Mouse);
}

#[test]
fn moving_to_a_high_density_screen_keeps_ink_and_answer() {
    let high_density = Viewport {
        device_pixel_ratio: 2.0,
        width: 900,
        ..Viewport::DESKTOP
    };
    resize_after_drawing(Viewport::DESKTOP, high_density, PointerType::Mouse);
}

#[test]
fn rotating_the_phone_during_a_stroke_keeps_the_stroke() {
    resize_during_stroke(
        Viewport::PHONE,
        Viewport::PHONE_LANDSCAPE,
        PointerType::Touch,
    );
}

#[test]
fn resizing_the_window_during_a_stroke_keeps_the_stroke() {
    resize_during_stroke(Viewport::DESKTOP, NARROW_WINDOW, PointerType::Mouse);
}

fn resize_after_drawing(before: Viewport, after: Viewport, pointer: PointerType) {
    BrowserSession::default()
        .with_viewport(before)
        .run(async |page| {
            page.wait_for_state("ready").await?;
            page.draw_with(
                pointer,
                &golden_drawing(3),
                Placement {
                    centre: [0.4, 0.55],
                    size: 0.6,
                },
            )
            .await?;
            page.wait_for_prediction("3").await?;
            page.settle().await;
            let (ink, probabilities) = (page.ink_box().await?, page.probabilities().await?);
            resize(page, after).await?;
            let ink_before = ink.expect("a 3 was drawn");
            let ink_after = page.ink_box().await?.expect("the ink is still there");
            assert!(
                ink_after.is_close_to(&ink_before),
                "the ink moved from {ink_before:?} to {ink_after:?}"
            );
            assert_eq!(page.probabilities().await?, probabilities);

            page.click("clear-prediction").await?;
            page.assert_no_prediction().await?;
            page.click("classify").await?;
            page.wait_for_prediction("3").await?;
            assert_eq!(page.probabilities().await?, probabilities);
            Ok(())
        });
}

fn resize_during_stroke(before: Viewport, after: Viewport, pointer: PointerType) {
    BrowserSession::default()
        .with_viewport(before)
        .run(async |page| {
            page.wait_for_state("ready").await?;
            let three = golden_drawing(3);
            assert_eq!(three.strokes.len(), 1, "this test needs a single stroke");
            let placed_before = page.rect_of("pad").await?.place(&three, Placement::CENTRED);
            let half = placed_before.strokes[0].points.len() / 2;
            page.begin_stroke(pointer, &placed_before.strokes[0].points[..half])
                .await?;
            resize(page, after).await?;
            let placed_after = page.rect_of("pad").await?.place(&three, Placement::CENTRED);
            page.end_stroke(pointer, &placed_after.strokes[0].points[half..])
                .await?;
            page.wait_for_prediction("3").await
        });
}

/// Resizes and waits until the pad has its new size.
async fn resize(page: &Page, viewport: Viewport) -> Result<()> {
    let before = page.rect_of("pad").await?;
    page.resize(viewport).await?;
    page.wait_until("the pad to be resized", async || {
        Ok(page.rect_of("pad").await? != before)
    })
    .await?;
    page.settle().await;
    Ok(())
}
