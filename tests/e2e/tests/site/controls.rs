//! Every control does what its name says, live and not live.

use anyhow::Result;
use e2e::drawings::golden;
use e2e::{Page, Place, Pointer, Visit};

/// Draws a three and waits for it to be read.
async fn draw_three(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    page.draw(&golden(3)).await?;
    page.wait_for_prediction("3").await
}

#[test]
fn live_is_on_at_first_and_the_answer_follows_the_pen() {
    Visit::default().run(async |page| {
        assert!(page.is_live().await?);
        draw_three(page).await?;
        let sum = page.probabilities().await?.iter().sum::<f32>();
        assert!(
            (sum - 1.0).abs() < 1e-3,
            "the ten probabilities add up to {sum}"
        );
        Ok(())
    });
}

#[test]
fn classify_answers_when_live_is_off_and_nothing_else_does() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.turn_live_off().await?;
        page.draw(&golden(3)).await?;
        page.linger().await;
        page.expect_no_answer().await?;
        page.click("classify").await?;
        page.wait_for_prediction("3").await
    });
}

#[test]
fn an_answer_stays_as_it_was_while_live_is_off() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.turn_live_off().await?;
        page.draw(&golden(3)).await?;
        page.click("classify").await?;
        page.wait_for_prediction("3").await?;
        let before = page.probabilities().await?;
        page.draw_with(
            Pointer::Mouse,
            &golden(1),
            Place {
                centre: [0.2, 0.5],
                size: 0.8,
            },
        )
        .await?;
        page.linger().await;
        assert_eq!(page.probabilities().await?, before);
        Ok(())
    });
}

#[test]
fn turning_live_on_answers_for_what_is_drawn() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.turn_live_off().await?;
        page.draw(&golden(3)).await?;
        page.click("live").await?;
        page.wait_for_prediction("3").await?;
        assert!(page.is_live().await?);
        Ok(())
    });
}

#[test]
fn erase_takes_ink_and_answer_away_and_the_next_digit_starts_afresh() {
    Visit::default().run(erase);
}

pub(super) async fn erase(page: &Page) -> Result<()> {
    draw_three(page).await?;
    assert!(page.ink().await?.is_some());
    page.click("erase").await?;
    page.expect_no_answer().await?;
    assert_eq!(page.ink().await?, None);
    page.draw(&golden(7)).await?;
    page.wait_for_prediction("7").await
}

#[test]
fn erase_takes_the_answer_away_when_live_is_off_too() {
    Visit::default().run(async |page| {
        draw_three(page).await?;
        page.turn_live_off().await?;
        page.click("erase").await?;
        page.expect_no_answer().await?;
        assert_eq!(page.ink().await?, None);
        Ok(())
    });
}

#[test]
fn clear_prediction_leaves_the_ink_and_classify_brings_the_answer_back() {
    Visit::default().run(async |page| {
        draw_three(page).await?;
        let ink = page.ink().await?;
        page.click("clear-prediction").await?;
        page.linger().await;
        page.expect_no_answer().await?;
        assert_eq!(page.ink().await?, ink);
        page.click("classify").await?;
        page.wait_for_prediction("3").await
    });
}

#[test]
fn undo_takes_back_the_last_stroke_and_answers_for_what_is_left() {
    Visit::default().run(async |page| {
        draw_three(page).await?;
        page.linger().await;
        let (ink, probabilities) = (page.ink().await?, page.probabilities().await?);
        page.draw_with(
            Pointer::Mouse,
            &golden(1),
            Place {
                centre: [0.2, 0.5],
                size: 0.8,
            },
        )
        .await?;
        page.linger().await;
        assert_ne!(page.probabilities().await?, probabilities);
        page.click("undo").await?;
        page.wait_until("the first answer", async || {
            Ok(page.probabilities().await? == probabilities)
        })
        .await?;
        assert_eq!(page.ink().await?, ink);
        Ok(())
    });
}

#[test]
fn redo_brings_back_what_undo_took_and_its_answer() {
    Visit::default().run(undo_and_redo);
}

pub(super) async fn undo_and_redo(page: &Page) -> Result<()> {
    draw_three(page).await?;
    let ink = page.ink().await?;
    page.click("undo").await?;
    page.wait_until("a blank pad", async || Ok(page.ink().await?.is_none()))
        .await?;
    page.click("redo").await?;
    page.wait_for_prediction("3").await?;
    assert_eq!(page.ink().await?, ink);
    Ok(())
}

#[test]
fn a_reload_keeps_the_ink_and_answers_again() {
    Visit::default().run(reload);
}

pub(super) async fn reload(page: &Page) -> Result<()> {
    draw_three(page).await?;
    page.linger().await;
    let (ink, probabilities) = (page.ink().await?, page.probabilities().await?);
    page.client().refresh().await?;
    page.wait_for_state("ready").await?;
    page.wait_for_prediction("3").await?;
    assert_eq!(page.ink().await?, ink);
    assert_eq!(page.probabilities().await?, probabilities);
    page.click("undo").await?;
    page.wait_until("a blank pad", async || Ok(page.ink().await?.is_none()))
        .await?;
    page.client().refresh().await?;
    page.wait_for_state("ready").await?;
    assert_eq!(page.ink().await?, None);
    Ok(())
}
