//! See inside: each panel explains the digit on the pad, and nothing is fetched before See inside is opened.

use anyhow::Result;
use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, NetworkCondition, Page, Placement, PointerType, axe};

use super::import_export::{PICTURE_OF_7, dispatch_file};

/// Draws a 7, waits for its prediction and opens a panel.
pub(super) async fn open(page: &Page, panel: &str) -> Result<()> {
    page.wait_for_state("ready").await?;
    page.draw(&golden_drawing(7)).await?;
    page.wait_for_prediction("7").await?;
    page.open_inspector().await?;
    page.click(panel).await
}

async fn exists(page: &Page, test_id: &str) -> Result<bool> {
    let script = format!("return document.querySelector('[data-testid={test_id}]') !== null");
    page.evaluate(&script).await
}

/// Returns the text of an element, or an empty string if it does not exist.
pub(super) async fn text(page: &Page, test_id: &str) -> Result<String> {
    let script =
        format!("return document.querySelector('[data-testid={test_id}]')?.textContent ?? ''");
    page.evaluate(&script).await
}

/// Changes a slider or a checkbox and dispatches the event that a user's change would cause.
pub(super) async fn set(page: &Page, test_id: &str, change: &str, event: &str) -> Result<()> {
    page.evaluate(&format!(
        "const input = document.querySelector('[data-testid={test_id}]'); input.{change};
        input.dispatchEvent(new Event('{event}', {{ bubbles: true }}))"
    ))
    .await
}

#[test]
fn turning_off_a_preprocessing_stage_changes_the_prediction() {
    BrowserSession::default().run(async |page| {
        // The digit is small and in a corner, because fitting hardly changes a digit that fills the pad.
        page.wait_for_state("ready").await?;
        let corner = Placement {
            centre: [0.2, 0.2],
            size: 0.2,
        };
        page.draw_with(PointerType::Mouse, &golden_drawing(7), corner)
            .await?;
        page.wait_for_prediction("7").await?;
        page.open_inspector().await?;
        page.click("inside-recipe").await?;
        let prediction = async || text(page, "recipe-reading").await;
        page.wait_until("the prediction", async || {
            Ok(prediction().await?.contains("Read as 7"))
        })
        .await?;
        let before = prediction().await?;
        set(page, "stage-fit", "checked = false", "change").await?;
        page.wait_until("another prediction", async || {
            Ok(prediction().await? != before)
        })
        .await
    });
}

#[test]
fn every_layer_is_shown_and_the_computation_of_a_value() {
    BrowserSession::default().run(async |page| {
        open(page, "inside-layers").await?;
        page.wait_until("six layers", async || {
            let count: usize = page
                .evaluate("return document.querySelectorAll('[data-testid=layers] li').length")
                .await?;
            Ok(count == 6)
        })
        .await?;
        page.wait_until("the computation of a value", async || {
            Ok(!text(page, "window-value").await?.is_empty())
        })
        .await?;
        let before = text(page, "window").await?;
        set(page, "look-pixel", "value = 100", "input").await?;
        page.wait_until("the computation of another value", async || {
            Ok(text(page, "window").await? != before)
        })
        .await
    });
}

#[test]
fn every_stroke_has_an_attribution_for_any_class() {
    BrowserSession::default().run(async |page| {
        open(page, "inside-why").await?;
        let attributions = async || text(page, "why-strokes").await;
        page.wait_until("the attributions", async || {
            Ok(attributions().await?.contains("Part 1"))
        })
        .await?;
        let before = attributions().await?;
        page.click("class-1").await?;
        page.wait_until("the attributions for another class", async || {
            Ok(attributions().await? != before)
        })
        .await
    });
}

#[test]
fn perturbation_parameters_have_sweeps_and_the_adversarial_example_a_size() {
    BrowserSession::default().run(async |page| {
        open(page, "inside-wiggle").await?;
        page.wait_until("the adversarial example", async || {
            Ok(text(page, "flip").await?.contains("of this 7"))
        })
        .await?;
        let before = text(page, "flips-0").await?;
        set(page, "knob-3", "value = 7", "input").await?;
        page.wait_until("another sweep", async || {
            Ok(text(page, "flips-0").await? != before)
        })
        .await
    });
}

#[test]
fn axe_finds_no_violation_with_every_panel_open() {
    BrowserSession::default().run(async |page| {
        open(page, "inside-recipe").await?;
        for panel in ["layers", "why", "wiggle", "card", "lesson"] {
            page.click(&format!("inside-{panel}")).await?;
        }
        page.wait_until("the adversarial example", async || {
            Ok(text(page, "flip").await?.contains("of this 7"))
        })
        .await?;
        axe::check(page, "with every panel open").await
    });
}

#[test]
fn drawing_alone_does_not_fetch_see_inside() {
    let requests = BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden_drawing(7)).await?;
        page.wait_for_prediction("7").await
    });
    let names = [
        "/inspector.js",
        "/inspector_bg",
        "/explain.js",
        "/explain_bg",
    ];
    let fetched = |url: &&String| names.iter().any(|name| url.contains(name));
    assert_eq!(requests.iter().find(fetched), None);
}

#[test]
fn failures_to_load_the_inspector_or_the_explain_worker_are_shown_and_retry_recovers() {
    BrowserSession::default()
        .with_network(NetworkCondition::NotFound)
        .run(async |page| {
            page.wait_for_state("failed").await?;
            page.set_network_condition(NetworkCondition::Normal);
            page.click("retry").await?;
            page.wait_for_state("ready").await?;
            page.draw(&golden_drawing(7)).await?;
            page.wait_for_prediction("7").await?;

            page.set_network_condition(NetworkCondition::NotFound);
            page.click("inside").await?;
            page.wait_until("a retry button", async || {
                exists(page, "inside-retry").await
            })
            .await?;
            axe::check(page, "after loading the inspector failed").await?;
            page.set_network_condition(NetworkCondition::Normal);
            page.click("inside-retry").await?;
            page.wait_until("the inspector's panels", async || {
                exists(page, "inside-recipe").await
            })
            .await?;

            page.set_network_condition(NetworkCondition::NotFound);
            page.click("inside-layers").await?;
            page.wait_until("a retry button", async || {
                exists(page, "explainer-retry").await
            })
            .await?;
            page.set_network_condition(NetworkCondition::Normal);
            page.click("explainer-retry").await?;
            page.wait_until("the computation of a value", async || {
                exists(page, "window-value").await
            })
            .await?;
            assert!(!exists(page, "explainer-retry").await?);
            Ok(())
        });
}

#[test]
fn panels_say_what_they_cannot_show_for_a_picture() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        dispatch_file(page, "paste", PICTURE_OF_7).await?;
        page.wait_for_toast("Opened").await?;
        page.evaluate::<()>("document.querySelector('.toast-dismiss').click()")
            .await?;
        page.wait_for_prediction("7").await?;
        page.open_inspector().await?;
        for panel in ["inside-recipe", "inside-why", "inside-wiggle"] {
            page.click(panel).await?;
        }
        page.wait_until("the adversarial example", async || {
            Ok(text(page, "flip").await?.contains("of this 7"))
        })
        .await?;
        let shown: String = page.evaluate("return document.body.innerText").await?;
        assert_eq!(shown.matches("The pad holds a picture").count(), 3);
        assert!(!page.element("why-strokes").await?.is_displayed().await?);
        page.draw(&golden_drawing(1)).await?;
        page.wait_until("the attributions", async || {
            Ok(text(page, "why-strokes").await?.contains("Part 1"))
        })
        .await?;
        assert!(page.element("why-strokes").await?.is_displayed().await?);
        Ok(())
    });
}
