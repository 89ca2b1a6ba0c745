//! The page's answers are those of `cargo classify --json` for the very same strokes.
//!
//! Each drawing is placed on the pad in whole CSS pixels, drawn there, and the strokes so drawn
//! are given to the command line. What is left is arithmetic: f32 on another machine.

use anyhow::{Context, Result};
use e2e::drawings::{goldens, pen_dev};
use e2e::{Page, Place, Pointer, Visit, native};
use ink::{Drawing, Record};

/// By how much a probability may differ.
const TOLERANCE: f32 = 1e-3;

#[test]
fn golden_drawings_are_answered_as_the_command_line_does() {
    compare(&goldens());
}

#[test]
fn real_handwriting_is_answered_as_the_command_line_does() {
    if let Some(records) = pen_dev(6) {
        compare(&records);
    }
}

fn compare(records: &[Record]) {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.turn_live_off().await?;
        let mut drawn = Vec::new();
        let mut shown = Vec::new();
        for record in records {
            let (drawing, answer) = ask(page, &record.drawing).await?;
            drawn.push(drawing);
            shown.push(answer);
        }
        let answers = native::classify(&drawn)?;
        let mut worst = 0.0_f32;
        for (index, (answer, (digit, probabilities))) in answers.iter().zip(&shown).enumerate() {
            assert_eq!(
                digit,
                &answer.digit.to_string(),
                "drawing {index}: {:?}",
                drawn[index]
            );
            worst = worst.max(answer.distance(probabilities));
        }
        println!(
            "{} drawings, probabilities differ by {worst:e} at most",
            records.len()
        );
        assert!(worst < TOLERANCE, "probabilities differ by {worst}");
        Ok(())
    });
}

/// Draws, presses Classify and erases: the strokes as drawn, and what the page answered.
async fn ask(page: &Page, drawing: &Drawing) -> Result<(Drawing, (String, [f32; 10]))> {
    let drawn = page
        .draw_with(Pointer::Mouse, drawing, Place::MIDDLE)
        .await?;
    page.click("classify").await?;
    page.wait_until("an answer", async || {
        Ok(!page.prediction().await?.is_empty())
    })
    .await
    .with_context(|| format!("{drawn:?}"))?;
    let answer = (page.prediction().await?, page.probabilities().await?);
    page.erase().await?;
    Ok((drawn, answer))
}
