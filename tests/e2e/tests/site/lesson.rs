//! The lesson: each task can be completed by drawing, is remembered, and has a link.

use anyhow::{Result, bail};
use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, Page, Placement, PointerType};
use ink::{Drawing, Point, Stroke, link};

use super::inspector::{set, text};

fn strokes(strokes: &[&[[f32; 2]]]) -> Drawing {
    let stroke = |points: &&[[f32; 2]]| Stroke {
        points: points.iter().copied().map(Point::from).collect(),
    };
    Drawing {
        strokes: strokes.iter().map(stroke).collect(),
    }
}

/// Opens the page again, with this URL fragment.
async fn open_link(page: &Page, fragment: &str) -> Result<()> {
    page.wait_for_state("ready").await?;
    let address = page.client().current_url().await?;
    let address = address.join(&format!("#{fragment}"))?;
    page.client().goto("about:blank").await?;
    page.client().goto(address.as_str()).await?;
    page.wait_for_state("ready").await
}

async fn wait_for_title(page: &Page, title: &str) -> Result<()> {
    page.wait_until(title, async || {
        Ok(text(page, "task-title").await?.contains(title))
    })
    .await?;
    // The page scrolls to the task. Drawing must wait until it has stopped.
    page.settle().await;
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

/// Draws strokes at their own position and size, in units of the pad's side.
async fn draw_in_place(page: &Page, drawing: &Drawing) -> Result<()> {
    let bounds = drawing.bounds().expect("the drawing has ink");
    let [width, height] = bounds.size();
    let centre = |min: f32, side: f64| min + side as f32 / 2.0;
    let placement = Placement {
        centre: [centre(bounds.min.x, width), centre(bounds.min.y, height)],
        size: bounds.longer_side() as f32,
    };
    page.draw_with(PointerType::Mouse, drawing, placement)
        .await?;
    Ok(())
}

#[test]
fn adding_a_flag_turns_a_1_into_a_7_and_progress_is_kept_until_reset() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.open_inspector().await?;
        page.click("inside-lesson").await?;
        wait_for_title(page, "Draw a 1").await?;
        draw_in_place(page, &strokes(&[&[[0.5, 0.2], [0.5, 0.8]]])).await?;
        page.wait_for_prediction("1").await?;
        page.wait_until("the task to ask for the flag", async || {
            Ok(text(page, "task-status").await?.contains("flag"))
        })
        .await?;
        draw_in_place(page, &strokes(&[&[[0.15, 0.2], [0.5, 0.2]]])).await?;
        page.wait_for_prediction("7").await?;
        wait_until_done(page).await?;
        page.client().refresh().await?;
        page.wait_for_state("ready").await?;
        page.open_inspector().await?;
        page.click("inside-lesson").await?;
        let is_done = async || Ok(!text(page, "task-taught").await?.is_empty());
        page.wait_until("the saved progress", is_done).await?;
        page.scroll_into_view("task-reset").await?;
        page.click("task-reset").await?;
        page.wait_until("the progress to be reset", async || Ok(!is_done().await?))
            .await
    });
}

#[test]
fn a_link_opens_see_inside_at_its_task_and_keeps_the_drawing() {
    BrowserSession::default().run(async |page| {
        open_link(page, "task=3").await?;
        wait_for_title(page, "Which stroke").await?;
        let address = page.client().current_url().await?;
        assert_eq!(address.fragment().unwrap_or_default(), "");
        page.draw(&golden_drawing(4)).await?;
        page.wait_for_prediction("4").await?;
        page.evaluate::<()>("location.hash = 'task=5'").await?;
        wait_for_title(page, "Fool the network").await?;
        page.wait_for_prediction("4").await?;
        page.evaluate::<()>("location.hash = 'task=6'").await?;
        page.wait_for_toast("no task").await
    });
}

#[test]
fn a_link_can_contain_a_task_and_a_drawing() {
    BrowserSession::default().run(async |page| {
        let drawing = strokes(&[&[[0.3, 0.2], [0.7, 0.2], [0.45, 0.8]]]);
        open_link(page, &format!("task=3&{}", link::to_text(&drawing)?)).await?;
        wait_for_title(page, "Which stroke").await?;
        page.wait_for_prediction("7").await
    });
}

#[test]
fn the_task_is_completed_by_selecting_the_most_important_stroke() {
    BrowserSession::default().run(async |page| {
        open_link(page, "task=3").await?;
        wait_for_title(page, "Which stroke").await?;
        page.draw(&golden_drawing(4)).await?;
        page.wait_for_prediction("4").await?;
        let part_count = async || {
            let script = "return document.querySelectorAll('[data-testid^=part-]').length";
            page.evaluate::<usize>(script).await
        };
        page.wait_until("the list of parts", async || Ok(part_count().await? > 1))
            .await?;
        for part in 1..=part_count().await? {
            if !text(page, "task-status").await?.starts_with("Done") {
                page.click(&format!("part-{part}")).await?;
                page.settle().await;
            }
        }
        wait_until_done(page).await
    });
}

#[test]
fn a_digit_in_a_corner_is_misread_without_fitting_and_centring() {
    BrowserSession::default().run(async |page| {
        open_link(page, "task=4").await?;
        let corner = Placement {
            centre: [0.15, 0.15],
            size: 0.2,
        };
        wait_for_title(page, "corner").await?;
        page.draw_with(PointerType::Mouse, &golden_drawing(5), corner)
            .await?;
        page.wait_for_prediction("5").await?;
        page.click("task-panel").await?;
        for stage in ["stage-fit", "stage-centre"] {
            set(page, stage, "checked = false", "change").await?;
        }
        wait_until_done(page).await
    });
}

#[test]
fn noise_fools_the_network() {
    BrowserSession::default().run(async |page| {
        open_link(page, "task=5").await?;
        wait_for_title(page, "Fool the network").await?;
        page.draw(&golden_drawing(7)).await?;
        page.wait_for_prediction("7").await?;
        page.click("task-panel").await?;
        page.wait_until("the sweep", async || {
            Ok(text(page, "task-status").await?.contains("still read as 7"))
        })
        .await?;
        set(page, "knob-5", "value = 1", "input").await?;
        wait_until_done(page).await
    });
}

#[test]
fn closing_the_top_of_a_4_crosses_the_boundary_to_9() {
    BrowserSession::default().run(async |page| {
        let closed_four = strokes(&[
            &[[0.3, 0.25], [0.3, 0.5], [0.6, 0.5]],
            &[[0.6, 0.25], [0.6, 0.8]],
            &[[0.3, 0.25], [0.475, 0.25]],
        ]);
        open_link(page, &format!("task=2&{}", link::to_text(&closed_four)?)).await?;
        wait_for_title(page, "boundary between").await?;
        wait_until_done(page).await
    });
}
