//! Each golden digit is read as what it is, whatever it is drawn with, where and how large.

use anyhow::Result;
use e2e::drawings::{golden, goldens};
use e2e::frames;
use e2e::{Page, Place, Pointer, Viewport, Visit};
use ink::Drawing;

#[test]
fn every_golden_digit_drawn_with_a_mouse_is_read() {
    read_every_golden(Viewport::DESKTOP, Pointer::Mouse);
}

#[test]
fn every_golden_digit_drawn_with_a_finger_is_read() {
    read_every_golden(Viewport::PHONE, Pointer::Touch);
}

#[test]
fn every_golden_digit_drawn_with_a_pen_is_read() {
    read_every_golden(Viewport::PHONE_ON_ITS_SIDE, Pointer::Pen);
}

#[test]
fn each_digit_is_read_small_and_large() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        for digit in 0..10 {
            for size in [0.25, 0.5, 0.95] {
                let place = Place {
                    size,
                    ..Place::MIDDLE
                };
                expect(page, Pointer::Mouse, &golden(digit), place, digit).await?;
            }
        }
        Ok(())
    });
}

#[test]
fn each_digit_is_read_in_every_corner() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        for digit in 0..10 {
            for centre in [[0.2, 0.2], [0.8, 0.2], [0.2, 0.8], [0.8, 0.8]] {
                let place = Place { centre, size: 0.35 };
                expect(page, Pointer::Mouse, &golden(digit), place, digit).await?;
            }
        }
        Ok(())
    });
}

#[test]
fn a_fast_scribble_on_a_slow_device_loses_no_point() {
    Visit::default().run(async |page| {
        let seen = frames::scribble(page, 4).await?;
        assert_eq!(seen.kept, seen.sent);
        Ok(())
    });
}

fn read_every_golden(viewport: Viewport, pointer: Pointer) {
    Visit::default().on(viewport).run(async |page| {
        page.wait_for_state("ready").await?;
        for record in goldens() {
            let label = record.label.expect("every golden is labelled");
            expect(page, pointer, &record.drawing, Place::MIDDLE, label).await?;
        }
        Ok(())
    });
}

/// Draws live, waits for the digit, sees that it stays, and erases.
async fn expect(
    page: &Page,
    pointer: Pointer,
    drawing: &Drawing,
    place: Place,
    digit: u8,
) -> Result<()> {
    page.draw_with(pointer, drawing, place).await?;
    page.wait_for_prediction(&digit.to_string()).await?;
    page.linger().await;
    assert_eq!(
        page.prediction().await?,
        digit.to_string(),
        "{pointer:?}, {place:?}"
    );
    page.erase().await
}
