//! The pad is alive before the network is there, and stays so when it cannot be had.

use e2e::drawings::golden;
use e2e::{Gate, Visit};

#[test]
fn what_is_drawn_while_the_network_loads_is_answered_when_it_is_ready() {
    Visit::default().with_worker(Gate::Held).run(async |page| {
        page.draw(&golden(3)).await?;
        page.linger().await;
        assert_eq!(page.state().await?, "loading");
        assert!(page.ink().await?.is_some());
        page.expect_no_answer().await?;
        page.set_gate(Gate::Open);
        page.wait_for_prediction("3").await?;
        page.wait_for_state("ready").await
    });
}

#[test]
fn classify_pressed_while_the_network_loads_is_answered_when_it_is_ready() {
    Visit::default().with_worker(Gate::Held).run(async |page| {
        page.turn_live_off().await?;
        page.draw(&golden(3)).await?;
        page.click("classify").await?;
        page.set_gate(Gate::Open);
        page.wait_for_prediction("3").await
    });
}

#[test]
fn a_network_that_cannot_be_loaded_is_told_and_retry_recovers_with_the_ink_kept() {
    Visit::default()
        .with_worker(Gate::Missing)
        .run(async |page| {
            page.wait_for_state("failed").await?;
            assert!(page.part("retry").await?.is_displayed().await?);
            page.draw(&golden(3)).await?;
            page.expect_no_answer().await?;
            let ink = page.ink().await?;
            assert!(ink.is_some());

            page.click("retry").await?;
            page.linger().await;
            page.wait_for_state("failed").await?;

            page.set_gate(Gate::Open);
            page.click("retry").await?;
            page.wait_for_state("ready").await?;
            page.wait_for_prediction("3").await?;
            assert_eq!(page.ink().await?, ink);
            Ok(())
        });
}
