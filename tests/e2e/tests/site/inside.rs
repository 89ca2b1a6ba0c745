//! See inside: each panel shows what it says, of the digit on the pad, and nothing is fetched before it is opened.

use anyhow::Result;
use e2e::drawings::golden;
use e2e::{Gate, Page, Place, Pointer, Visit, axe};

use super::exchange::{SEVEN, give};

/// Draws a seven, waits for it to be read and opens a panel.
pub(super) async fn open(page: &Page, panel: &str) -> Result<()> {
    page.wait_for_state("ready").await?;
    page.draw(&golden(7)).await?;
    page.wait_for_prediction("7").await?;
    page.see_inside().await?;
    page.click(panel).await
}

async fn is_there(page: &Page, part: &str) -> Result<bool> {
    let script = format!("return document.querySelector('[data-testid={part}]') !== null");
    page.evaluate(&script).await
}

pub(super) async fn text(page: &Page, part: &str) -> Result<String> {
    let script =
        format!("return document.querySelector('[data-testid={part}]')?.textContent ?? ''");
    page.evaluate(&script).await
}

/// Moves a slider or ticks a box as a person would.
pub(super) async fn set(page: &Page, part: &str, change: &str, event: &str) -> Result<()> {
    page.evaluate(&format!(
        "const part = document.querySelector('[data-testid={part}]'); part.{change};
        part.dispatchEvent(new Event('{event}', {{ bubbles: true }}))"
    ))
    .await
}

#[test]
fn without_a_stage_of_the_recipe_the_reading_is_another() {
    Visit::default().run(async |page| {
        // Small, in a corner: as large as it fills the pad, it would do without being fitted.
        page.wait_for_state("ready").await?;
        let corner = Place {
            centre: [0.2, 0.2],
            size: 0.2,
        };
        page.draw_with(Pointer::Mouse, &golden(7), corner).await?;
        page.wait_for_prediction("7").await?;
        page.see_inside().await?;
        page.click("inside-recipe").await?;
        let reading = async || text(page, "recipe-reading").await;
        page.wait_until("the reading", async || {
            Ok(reading().await?.contains("Read as 7"))
        })
        .await?;
        let before = reading().await?;
        set(page, "stage-fit", "checked = false", "change").await?;
        page.wait_until("another reading", async || Ok(reading().await? != before))
            .await
    });
}

#[test]
fn every_layer_is_shown_and_a_value_with_its_sum() {
    Visit::default().run(async |page| {
        open(page, "inside-layers").await?;
        page.wait_until("six layers", async || {
            let count: usize = page
                .evaluate("return document.querySelectorAll('[data-testid=layers] li').length")
                .await?;
            Ok(count == 6)
        })
        .await?;
        page.wait_until("a sum", async || {
            Ok(!text(page, "window-value").await?.is_empty())
        })
        .await?;
        let before = text(page, "window").await?;
        set(page, "look-pixel", "value = 100", "input").await?;
        page.wait_until("another sum", async || {
            Ok(text(page, "window").await? != before)
        })
        .await
    });
}

#[test]
fn any_class_can_be_asked_about_and_every_part_of_the_ink_has_its_worth() {
    Visit::default().run(async |page| {
        open(page, "inside-why").await?;
        let parts = async || text(page, "why-strokes").await;
        page.wait_until("the parts", async || Ok(parts().await?.contains("Part 1")))
            .await?;
        let before = parts().await?;
        page.click("class-1").await?;
        page.wait_until("other worths", async || Ok(parts().await? != before))
            .await
    });
}

#[test]
fn knobs_have_their_curves_and_the_smallest_change_its_size() {
    Visit::default().run(async |page| {
        open(page, "inside-wiggle").await?;
        page.wait_until("the flip", async || {
            Ok(text(page, "flip").await?.contains("of this 7"))
        })
        .await?;
        let before = text(page, "flips-0").await?;
        set(page, "knob-3", "value = 7", "input").await?;
        page.wait_until("other flips", async || {
            Ok(text(page, "flips-0").await? != before)
        })
        .await
    });
}

#[test]
fn with_every_panel_open_axe_has_nothing_to_say() {
    Visit::default().run(async |page| {
        open(page, "inside-recipe").await?;
        for panel in ["layers", "why", "wiggle", "card", "lesson"] {
            page.click(&format!("inside-{panel}")).await?;
        }
        page.wait_until("the flip", async || {
            Ok(text(page, "flip").await?.contains("of this 7"))
        })
        .await?;
        axe::check(page, "every panel open").await
    });
}

#[test]
fn who_only_draws_fetches_nothing_of_see_inside() {
    let requests = Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden(7)).await?;
        page.wait_for_prediction("7").await
    });
    let names = ["/panels.js", "/panels_bg", "/inside.js", "/inside_bg"];
    let fetched = |url: &&String| names.iter().any(|name| url.contains(name));
    assert_eq!(requests.iter().find(fetched), None);
}

#[test]
fn panels_and_explainer_that_cannot_be_had_are_told_and_retry_recovers() {
    Visit::default()
        .with_worker(Gate::Missing)
        .run(async |page| {
            page.wait_for_state("failed").await?;
            page.set_gate(Gate::Open);
            page.click("retry").await?;
            page.wait_for_state("ready").await?;
            page.draw(&golden(7)).await?;
            page.wait_for_prediction("7").await?;

            page.set_gate(Gate::Missing);
            page.click("inside").await?;
            page.wait_until("a way to try again", async || {
                is_there(page, "inside-retry").await
            })
            .await?;
            axe::check(page, "panels that cannot be had").await?;
            page.set_gate(Gate::Open);
            page.click("inside-retry").await?;
            page.wait_until("the panels", async || is_there(page, "inside-recipe").await)
                .await?;

            page.set_gate(Gate::Missing);
            page.click("inside-layers").await?;
            page.wait_until("a way to try again", async || {
                is_there(page, "explainer-retry").await
            })
            .await?;
            page.set_gate(Gate::Open);
            page.click("explainer-retry").await?;
            page.wait_until("a sum", async || is_there(page, "window-value").await)
                .await?;
            assert!(!is_there(page, "explainer-retry").await?);
            Ok(())
        });
}

#[test]
fn of_a_picture_it_is_said_what_cannot_be_shown() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        give(page, "paste", SEVEN).await?;
        page.wait_for_notice("Opened").await?;
        page.evaluate::<()>("document.querySelector('.notice-dismiss').click()")
            .await?;
        page.wait_for_prediction("7").await?;
        page.see_inside().await?;
        for panel in ["inside-recipe", "inside-why", "inside-wiggle"] {
            page.click(panel).await?;
        }
        page.wait_until("the flip", async || {
            Ok(text(page, "flip").await?.contains("of this 7"))
        })
        .await?;
        let shown: String = page.evaluate("return document.body.innerText").await?;
        assert_eq!(shown.matches("The pad holds a picture").count(), 3);
        assert!(!page.part("why-strokes").await?.is_displayed().await?);
        page.draw(&golden(1)).await?;
        page.wait_until("the parts", async || {
            Ok(text(page, "why-strokes").await?.contains("Part 1"))
        })
        .await?;
        assert!(page.part("why-strokes").await?.is_displayed().await?);
        Ok(())
    });
}
