//! Every golden digit is read correctly with every pointer type, at any position and size.

use anyhow::Result;
use e2e::drawings::{golden_drawing, golden_records};
use e2e::scribble;
use e2e::{BrowserSession, Page, Placement, PointerType, Viewport};
use ink::Drawing;

#[test]
fn every_golden_digit_drawn_with_a_mouse_is_read() {
    read_all_golden_digits(Viewport::DESKTOP, PointerType::Mouse);
}

#[test]
fn every_golden_digit_drawn_with_a_finger_is_read() {
    read_all_golden_digits(Viewport::PHONE, PointerType::Touch);
}

#[test]
fn every_golden_digit_drawn_with_a_pen_is_read() {
    read_all_golden_digits(Viewport::PHONE_LANDSCAPE, PointerType::Pen);
}

#[test]
fn each_digit_is_read_small_and_large() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        for digit in 0..10 {
            for size in [0.25, 0.5, 0.95] {
                let placement = Placement {
                    size,
                    ..Placement::CENTRED
                };
                assert_read_as(
                    page,
                    PointerType::Mouse,
                    &golden_drawing(digit),
                    placement,
                    digit,
                )
                .await?;
            }
        }
        Ok(())
    });
}

#[test]
fn each_digit_is_read_in_every_corner() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        for digit in 0..10 {
            for centre in [[0.2, 0.2], [0.8, 0.2], [0.2, 0.8], [0.8, 0.8]] {
                let placement = Placement { centre, size: 0.35 };
                assert_read_as(
                    page,
                    PointerType::Mouse,
                    &golden_drawing(digit),
                    placement,
                    digit,
                )
                .await?;
            }
        }
        Ok(())
    });
}

#[test]
fn a_fast_scribble_on_a_slow_device_loses_no_points() {
    BrowserSession::default().run(async |page| {
        let report = scribble::measure(page, 4).await?;
        assert_eq!(report.recorded_points, report.sent_points);
        Ok(())
    });
}

fn read_all_golden_digits(viewport: Viewport, pointer: PointerType) {
    BrowserSession::default()
        .with_viewport(viewport)
        .run(async |page| {
            page.wait_for_state("ready").await?;
            for record in golden_records() {
                let label = record.label.expect("every golden drawing has a label");
                assert_read_as(page, pointer, &record.drawing, Placement::CENTRED, label).await?;
            }
            Ok(())
        });
}

/// Draws with Live on, waits for the digit, checks that it stays, and erases.
async fn assert_read_as(
    page: &Page,
    pointer: PointerType,
    drawing: &Drawing,
    placement: Placement,
    digit: u8,
) -> Result<()> {
    page.draw_with(pointer, drawing, placement).await?;
    page.wait_for_prediction(&digit.to_string()).await?;
    page.settle().await;
    assert_eq!(
        page.prediction().await?,
        digit.to_string(),
        "{pointer:?}, {placement:?}"
    );
    page.erase().await
}
