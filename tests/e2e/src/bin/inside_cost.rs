//! Prints what See inside costs, each figure with what it is not to exceed.
#![forbid(unsafe_code)]

use e2e::cost::{self, Cost};
use e2e::frames::{self, Frames};
use e2e::{Visit, drawings};

fn main() {
    Visit::default().run(async |page| {
        print(cost::measure(page).await?);
        Ok(())
    });
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&drawings::golden(4)).await?;
        page.wait_for_prediction("4").await?;
        let panels = cost::open_all(page).await?;
        page.linger().await;
        let seen = frames::scribble(page, 1).await?;
        let longest = seen.tasks.iter().max().copied().unwrap_or_default();
        println!(
            "tasks of the page's thread of more than {} ms while drawing, {panels} panels open: {}, the longest {} ms \
             (target: 0)",
            Frames::LONG.as_millis(),
            seen.long().count(),
            longest.as_millis()
        );
        Ok(())
    });
}

fn print(cost: Cost) {
    let Cost {
        empty_ms,
        predict_ms,
        layers_ms,
        saliency_ms,
        occlusion_ms,
        occlusion_part_ms,
    } = cost;
    println!(
        "a question that needs no arithmetic: {empty_ms:.2} ms on its way, which every one has"
    );
    println!("a plain prediction: {predict_ms:.2} ms");
    let times = |ms: f64| ms / predict_ms;
    println!(
        "all feature maps: {layers_ms:.2} ms, {:.1} times that (target: 3)",
        times(layers_ms)
    );
    println!(
        "saliency: {saliency_ms:.2} ms, {:.1} times that (target: 10)",
        times(saliency_ms)
    );
    println!(
        "full occlusion: {occlusion_ms:.1} ms (target: 250), in parts of at most {occlusion_part_ms:.1} ms, after each \
         of which a newer drawing comes first"
    );
}
