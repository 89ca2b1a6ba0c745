//! The lesson: each task is reached by drawing, kept, and linked to.

use anyhow::{Result, bail};
use e2e::drawings::golden;
use e2e::{Page, Place, Pointer, Visit};
use ink::{Drawing, Point, Stroke, link};

use super::inside::{set, text};

fn strokes(strokes: &[&[[f32; 2]]]) -> Drawing {
    let stroke = |points: &&[[f32; 2]]| Stroke {
        points: points.iter().copied().map(Point::from).collect(),
    };
    Drawing {
        strokes: strokes.iter().map(stroke).collect(),
    }
}

/// Opens the page anew by a link with this behind its `#`.
async fn visit(page: &Page, fragment: &str) -> Result<()> {
    page.wait_for_state("ready").await?;
    let address = page.client().current_url().await?;
    let address = address.join(&format!("#{fragment}"))?;
    page.client().goto("about:blank").await?;
    page.client().goto(address.as_str()).await?;
    page.wait_for_state("ready").await
}

async fn wait_for_title(page: &Page, words: &str) -> Result<()> {
    page.wait_until(words, async || {
        Ok(text(page, "task-title").await?.contains(words))
    })
    .await?;
    // The page scrolls there: whoever draws waits until it has.
    page.linger().await;
    Ok(())
}

async fn wait_until_done(page: &Page) -> Result<()> {
    let done = async || Ok(text(page, "task-status").await?.starts_with("Done"));
    if let Err(error) = page.wait_until("the task to be done", done).await {
        bail!("{error}: {}", text(page, "task-status").await?);
    }
    assert!(text(page, "task-taught").await?.len() > 200);
    Ok(())
}

/// Draws strokes where they are on the pad, in its sides.
async fn draw_at(page: &Page, drawing: &Drawing) -> Result<()> {
    let bounds = drawing.bounds().expect("there is ink");
    let [width, height] = bounds.size();
    let middle = |least: f32, side: f64| least + side as f32 / 2.0;
    let place = Place {
        centre: [middle(bounds.min.x, width), middle(bounds.min.y, height)],
        size: bounds.longer_side() as f32,
    };
    page.draw_with(Pointer::Mouse, drawing, place).await?;
    Ok(())
}

#[test]
fn a_1_becomes_a_7_by_its_flag_and_that_is_kept_until_it_is_forgotten() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.see_inside().await?;
        page.click("inside-lesson").await?;
        wait_for_title(page, "Draw a 1").await?;
        draw_at(page, &strokes(&[&[[0.5, 0.2], [0.5, 0.8]]])).await?;
        page.wait_for_prediction("1").await?;
        page.wait_until("the flag to be asked for", async || {
            Ok(text(page, "task-status").await?.contains("flag"))
        })
        .await?;
        draw_at(page, &strokes(&[&[[0.15, 0.2], [0.5, 0.2]]])).await?;
        page.wait_for_prediction("7").await?;
        wait_until_done(page).await?;
        page.client().refresh().await?;
        page.wait_for_state("ready").await?;
        page.see_inside().await?;
        page.click("inside-lesson").await?;
        let kept = async || Ok(!text(page, "task-taught").await?.is_empty());
        page.wait_until("what was done", kept).await?;
        page.bring("task-reset").await?;
        page.click("task-reset").await?;
        page.wait_until("nothing done", async || Ok(!kept().await?))
            .await
    });
}

#[test]
fn a_link_opens_see_inside_at_its_task_and_leaves_what_is_drawn() {
    Visit::default().run(async |page| {
        visit(page, "task=3").await?;
        wait_for_title(page, "Which stroke").await?;
        let address = page.client().current_url().await?;
        assert_eq!(address.fragment().unwrap_or_default(), "");
        page.draw(&golden(4)).await?;
        page.wait_for_prediction("4").await?;
        page.evaluate::<()>("location.hash = 'task=5'").await?;
        wait_for_title(page, "Fool it").await?;
        page.wait_for_prediction("4").await?;
        page.evaluate::<()>("location.hash = 'task=6'").await?;
        page.wait_for_notice("no task").await
    });
}

#[test]
fn a_link_may_carry_a_task_and_a_drawing() {
    Visit::default().run(async |page| {
        let drawing = strokes(&[&[[0.3, 0.2], [0.7, 0.2], [0.45, 0.8]]]);
        visit(page, &format!("task=3&{}", link::to_text(&drawing)?)).await?;
        wait_for_title(page, "Which stroke").await?;
        page.wait_for_prediction("7").await
    });
}

#[test]
fn the_part_that_matters_most_is_found() {
    Visit::default().run(async |page| {
        visit(page, "task=3").await?;
        wait_for_title(page, "Which stroke").await?;
        page.draw(&golden(4)).await?;
        page.wait_for_prediction("4").await?;
        let parts = async || {
            let script = "return document.querySelectorAll('[data-testid^=part-]').length";
            page.evaluate::<usize>(script).await
        };
        page.wait_until("the parts", async || Ok(parts().await? > 1))
            .await?;
        for part in 1..=parts().await? {
            if !text(page, "task-status").await?.starts_with("Done") {
                page.click(&format!("part-{part}")).await?;
                page.linger().await;
            }
        }
        wait_until_done(page).await
    });
}

#[test]
fn in_the_corner_a_digit_is_misread_once_it_is_neither_fitted_nor_centred() {
    Visit::default().run(async |page| {
        visit(page, "task=4").await?;
        let corner = Place {
            centre: [0.15, 0.15],
            size: 0.2,
        };
        wait_for_title(page, "corner").await?;
        page.draw_with(Pointer::Mouse, &golden(5), corner).await?;
        page.wait_for_prediction("5").await?;
        page.click("task-panel").await?;
        for stage in ["stage-fit", "stage-centre"] {
            set(page, stage, "checked = false", "change").await?;
        }
        wait_until_done(page).await
    });
}

#[test]
fn noise_fools_it() {
    Visit::default().run(async |page| {
        visit(page, "task=5").await?;
        wait_for_title(page, "Fool it").await?;
        page.draw(&golden(7)).await?;
        page.wait_for_prediction("7").await?;
        page.click("task-panel").await?;
        page.wait_until("the curve", async || {
            Ok(text(page, "task-status").await?.contains("still read as 7"))
        })
        .await?;
        set(page, "knob-5", "value = 1", "input").await?;
        wait_until_done(page).await
    });
}

#[test]
fn between_4_and_9_lies_a_line_that_a_lid_over_the_4_crosses() {
    Visit::default().run(async |page| {
        let lidded = strokes(&[
            &[[0.3, 0.25], [0.3, 0.5], [0.6, 0.5]],
            &[[0.6, 0.25], [0.6, 0.8]],
            &[[0.3, 0.25], [0.475, 0.25]],
        ]);
        visit(page, &format!("task=2&{}", link::to_text(&lidded)?)).await?;
        wait_for_title(page, "line between").await?;
        wait_until_done(page).await
    });
}
