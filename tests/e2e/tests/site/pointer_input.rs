//! The eraser, and pointers that must not draw.

use anyhow::Result;
use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, Page};

/// Dispatches pointer events on the pad. Each has a type, a position in fractions of the pad's size, and further
/// properties in JavaScript syntax.
pub(super) async fn dispatch(page: &Page, events: &[(&str, [f32; 2], &str)]) -> Result<()> {
    for (event_type, [x, y], properties) in events {
        page.evaluate::<()>(&format!(
            "const pad = document.querySelector('[data-testid=pad]');
            const {{ left, top, width, height }} = pad.getBoundingClientRect();
            pad.dispatchEvent(new PointerEvent('{event_type}', {{
                bubbles: true, cancelable: true, pointerId: 1, pointerType: 'pen', buttons: 1,
                clientX: left + {x} * width, clientY: top + {y} * height, {properties}
            }}))"
        ))
        .await?;
    }
    Ok(())
}

#[test]
fn the_eraser_removes_a_stroke_and_undo_restores_it() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden_drawing(4)).await?;
        let strokes = page.stroke_count().await?;
        let ink = page.ink_box().await?;
        page.evaluate::<()>("document.querySelector('[data-testid=eraser]').click()")
            .await?;
        dispatch(
            page,
            &[
                ("pointerdown", [0.05, 0.5], ""),
                ("pointermove", [0.95, 0.55], ""),
                ("pointerup", [0.95, 0.55], "buttons: 0"),
            ],
        )
        .await?;
        page.wait_until("a stroke to be erased", async || {
            Ok(page.stroke_count().await? < strokes)
        })
        .await?;
        page.click("undo").await?;
        page.wait_until("the stroke to be restored", async || {
            Ok(page.stroke_count().await? == strokes)
        })
        .await?;
        assert_eq!(page.ink_box().await?, ink);
        Ok(())
    });
}

#[test]
fn the_eraser_end_of_a_pen_erases() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden_drawing(3)).await?;
        dispatch(
            page,
            &[
                ("pointerdown", [0.05, 0.5], "button: 5, buttons: 32"),
                ("pointermove", [0.95, 0.5], "buttons: 32"),
                ("pointerup", [0.95, 0.5], "button: 5, buttons: 0"),
            ],
        )
        .await?;
        page.wait_until("a blank pad", async || Ok(page.ink_box().await?.is_none()))
            .await
    });
}

#[test]
fn palm_touches_do_not_draw_and_a_cancelled_pen_stroke_is_kept() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        let palm = "pointerId: 9, pointerType: 'touch'";
        dispatch(
            page,
            &[
                ("pointerdown", [0.9, 0.9], palm),
                ("pointermove", [0.8, 0.9], palm),
                ("pointerdown", [0.5, 0.2], ""),
                ("pointermove", [0.5, 0.8], ""),
                ("pointermove", [0.9, 0.5], palm),
                ("pointercancel", [0.5, 0.8], ""),
                ("pointerdown", [0.1, 0.9], palm),
            ],
        )
        .await?;
        page.wait_for_prediction("1").await?;
        assert_eq!(page.stroke_count().await?, 1);
        Ok(())
    });
}
