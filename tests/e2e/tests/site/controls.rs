//! Every control works, with Live on and off.

use anyhow::Result;
use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, Page, Placement, PointerType};

/// Draws a 3 and waits for its prediction.
async fn draw_three(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    page.draw(&golden_drawing(3)).await?;
    page.wait_for_prediction("3").await
}

#[test]
fn live_is_on_initially_and_answers_while_drawing() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        assert!(page.is_live().await?);
        draw_three(page).await?;
        let sum = page.probabilities().await?.iter().sum::<f32>();
        assert!(
            (sum - 1.0).abs() < 1e-3,
            "the ten probabilities sum to {sum}"
        );
        Ok(())
    });
}

#[test]
fn only_classify_answers_while_live_is_off() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.turn_live_off().await?;
        page.draw(&golden_drawing(3)).await?;
        page.settle().await;
        page.assert_no_prediction().await?;
        page.click("classify").await?;
        page.wait_for_prediction("3").await
    });
}

#[test]
fn an_answer_does_not_change_while_live_is_off() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.turn_live_off().await?;
        page.draw(&golden_drawing(3)).await?;
        page.click("classify").await?;
        page.wait_for_prediction("3").await?;
        let before = page.probabilities().await?;
        page.draw_with(
            PointerType::Mouse,
            &golden_drawing(1),
            Placement {
                centre: [0.2, 0.5],
                size: 0.8,
            },
        )
        .await?;
        page.settle().await;
        assert_eq!(page.probabilities().await?, before);
        Ok(())
    });
}

#[test]
fn turning_live_on_classifies_the_current_ink() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.turn_live_off().await?;
        page.draw(&golden_drawing(3)).await?;
        page.click("live").await?;
        page.wait_for_prediction("3").await?;
        assert!(page.is_live().await?);
        Ok(())
    });
}

#[test]
fn erase_removes_ink_and_answer_and_the_next_digit_is_read_alone() {
    BrowserSession::default().run(erase);
}

pub(super) async fn erase(page: &Page) -> Result<()> {
    draw_three(page).await?;
    assert!(page.ink_box().await?.is_some());
    page.click("erase").await?;
    page.assert_no_prediction().await?;
    assert_eq!(page.ink_box().await?, None);
    page.draw(&golden_drawing(7)).await?;
    page.wait_for_prediction("7").await
}

#[test]
fn erase_removes_the_answer_while_live_is_off() {
    BrowserSession::default().run(async |page| {
        draw_three(page).await?;
        page.turn_live_off().await?;
        page.click("erase").await?;
        page.assert_no_prediction().await?;
        assert_eq!(page.ink_box().await?, None);
        Ok(())
    });
}

#[test]
fn clear_prediction_keeps_the_ink_and_classify_restores_the_answer() {
    BrowserSession::default().run(async |page| {
        draw_three(page).await?;
        let ink = page.ink_box().await?;
        page.click("clear-prediction").await?;
        page.settle().await;
        page.assert_no_prediction().await?;
        assert_eq!(page.ink_box().await?, ink);
        page.click("classify").await?;
        page.wait_for_prediction("3").await
    });
}

#[test]
fn undo_removes_the_last_stroke_and_classifies_the_rest() {
    BrowserSession::default().run(async |page| {
        draw_three(page).await?;
        page.settle().await;
        let (ink, probabilities) = (page.ink_box().await?, page.probabilities().await?);
        page.draw_with(
            PointerType::Mouse,
            &golden_drawing(1),
            Placement {
                centre: [0.2, 0.5],
                size: 0.8,
            },
        )
        .await?;
        page.settle().await;
        assert_ne!(page.probabilities().await?, probabilities);
        page.click("undo").await?;
        page.wait_until("the first answer", async || {
            Ok(page.probabilities().await? == probabilities)
        })
        .await?;
        assert_eq!(page.ink_box().await?, ink);
        Ok(())
    });
}

#[test]
fn redo_restores_ink_and_answer() {
    BrowserSession::default().run(undo_and_redo);
}

pub(super) async fn undo_and_redo(page: &Page) -> Result<()> {
    draw_three(page).await?;
    let ink = page.ink_box().await?;
    page.click("undo").await?;
    page.wait_until("a blank pad", async || Ok(page.ink_box().await?.is_none()))
        .await?;
    page.click("redo").await?;
    page.wait_for_prediction("3").await?;
    assert_eq!(page.ink_box().await?, ink);
    Ok(())
}

#[test]
fn a_reload_restores_ink_and_answer() {
    BrowserSession::default().run(reload);
}

pub(super) async fn reload(page: &Page) -> Result<()> {
    draw_three(page).await?;
    page.settle().await;
    let (ink, probabilities) = (page.ink_box().await?, page.probabilities().await?);
    page.client().refresh().await?;
    page.wait_for_state("ready").await?;
    page.wait_for_prediction("3").await?;
    assert_eq!(page.ink_box().await?, ink);
    assert_eq!(page.probabilities().await?, probabilities);
    page.click("undo").await?;
    page.wait_until("a blank pad", async || Ok(page.ink_box().await?.is_none()))
        .await?;
    page.client().refresh().await?;
    page.wait_for_state("ready").await?;
    assert_eq!(page.ink_box().await?, None);
    Ok(())
}
