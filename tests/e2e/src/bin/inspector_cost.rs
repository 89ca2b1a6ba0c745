//! Prints the cost of See inside, each figure with its target.
#![forbid(unsafe_code)]

use e2e::inspector_cost::{self, InspectorCost};
use e2e::scribble::{self, ScribbleReport};
use e2e::{BrowserSession, drawings};

fn main() {
    BrowserSession::default().run(async |page| {
        print(inspector_cost::measure(page).await?);
        Ok(())
    });
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&drawings::golden_drawing(4)).await?;
        page.wait_for_prediction("4").await?;
        let panel_count = inspector_cost::open_all_panels(page).await?;
        page.settle().await;
        let report = scribble::measure(page, 1).await?;
        let longest = report.tasks.iter().max().copied().unwrap_or_default();
        println!(
            "main-thread tasks over {} ms while drawing with {panel_count} panels open: {}, longest {} ms (target: 0)",
            ScribbleReport::LONG_TASK.as_millis(),
            report.long_tasks().count(),
            longest.as_millis()
        );
        Ok(())
    });
}

fn print(cost: InspectorCost) {
    let InspectorCost {
        round_trip_ms,
        prediction_ms,
        layers_ms,
        gradients_ms,
        occlusion_ms,
        occlusion_band_ms,
    } = cost;
    let ratio = |ms: f64| ms / prediction_ms;
    println!("round trip without computation: {round_trip_ms:.2} ms, part of every figure below");
    println!("plain prediction: {prediction_ms:.2} ms");
    println!(
        "all feature maps: {layers_ms:.2} ms, {:.1} times a prediction (target: 3)",
        ratio(layers_ms)
    );
    println!(
        "integrated gradients: {gradients_ms:.2} ms, {:.1} times a prediction (target: 10)",
        ratio(gradients_ms)
    );
    println!(
        "whole occlusion map: {occlusion_ms:.1} ms (target: 250), in bands of at most {occlusion_band_ms:.1} ms; a new \
         drawing is answered after the current band"
    );
}
