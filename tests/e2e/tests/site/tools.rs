//! The eraser, and pointers that must leave no ink.

use anyhow::Result;
use e2e::drawings::golden;
use e2e::{Page, Visit};

/// Sends pointer events to the pad as a device would: name, place in shares of the pad, and what else is to be said.
pub(super) async fn point(page: &Page, events: &[(&str, [f32; 2], &str)]) -> Result<()> {
    for (name, [x, y], said) in events {
        page.evaluate::<()>(&format!(
            "const pad = document.querySelector('[data-testid=pad]');
            const frame = pad.getBoundingClientRect();
            pad.dispatchEvent(new PointerEvent('{name}', {{
                bubbles: true, cancelable: true, pointerId: 1, pointerType: 'pen', buttons: 1,
                clientX: frame.left + {x} * frame.width, clientY: frame.top + {y} * frame.height, {said}
            }}))"
        ))
        .await?;
    }
    Ok(())
}

#[test]
fn the_eraser_takes_a_stroke_and_undo_brings_it_back() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden(4)).await?;
        let strokes = page.ink_strokes().await?;
        let ink = page.ink().await?;
        page.evaluate::<()>("document.querySelector('[data-testid=eraser]').click()")
            .await?;
        point(
            page,
            &[
                ("pointerdown", [0.05, 0.5], ""),
                ("pointermove", [0.95, 0.55], ""),
                ("pointerup", [0.95, 0.55], "buttons: 0"),
            ],
        )
        .await?;
        page.wait_until("a stroke gone", async || {
            Ok(page.ink_strokes().await? < strokes)
        })
        .await?;
        page.click("undo").await?;
        page.wait_until("it is back", async || {
            Ok(page.ink_strokes().await? == strokes)
        })
        .await?;
        assert_eq!(page.ink().await?, ink);
        Ok(())
    });
}

#[test]
fn a_pen_turned_round_erases() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden(3)).await?;
        point(
            page,
            &[
                ("pointerdown", [0.05, 0.5], "button: 5, buttons: 32"),
                ("pointermove", [0.95, 0.5], "buttons: 32"),
                ("pointerup", [0.95, 0.5], "button: 5, buttons: 0"),
            ],
        )
        .await?;
        page.wait_until("a blank pad", async || Ok(page.ink().await?.is_none()))
            .await
    });
}

#[test]
fn a_palm_beside_the_pen_leaves_no_ink_and_a_cancelled_pen_keeps_its_own() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        let palm = "pointerId: 9, pointerType: 'touch'";
        point(
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
        assert_eq!(page.ink_strokes().await?, 1);
        Ok(())
    });
}
