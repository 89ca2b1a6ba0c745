//! How the page comes: its files side by side, compiled while they come, and nothing that moves.

use anyhow::Result;
use e2e::{Page, Viewport, Visit};
use serde::Deserialize;

/// Notes, before the page's own code runs, every way in which a module is compiled.
const SPY: &str = "
    window.compiled = [];
    for (const way of ['compile', 'compileStreaming', 'instantiate', 'instantiateStreaming']) {
        const original = WebAssembly[way];
        WebAssembly[way] = function (...source) {
            if (!(source[0] instanceof WebAssembly.Module)) window.compiled.push(way);
            return original.apply(this, source);
        };
    }";

/// A file that was fetched, in milliseconds since navigation.
#[derive(Debug, Deserialize)]
struct Fetched {
    name: String,
    start: f64,
    end: f64,
}

async fn fetched(page: &Page) -> Result<Vec<Fetched>> {
    page.evaluate(
        "return performance.getEntriesByType('resource').map((entry) =>
            ({ name: entry.name, start: entry.startTime, end: entry.responseEnd }))",
    )
    .await
}

#[test]
fn every_module_of_the_page_and_its_worker_is_compiled_while_it_comes() {
    Visit::default().run(async |page| {
        page.before_any_code(SPY).await?;
        page.client().refresh().await?;
        page.wait_for_state("ready").await?;
        let ways: Vec<String> = page.evaluate("return window.compiled").await?;
        assert_eq!(ways, ["compileStreaming"; 2]);
        let kinds: Vec<String> = page
            .evaluate(
                "const modules = performance.getEntriesByType('resource').filter(({ name }) => name.includes('.wasm'));
                 return Promise.all(modules.map(async ({ name }) => (await fetch(name)).headers.get('content-type')))",
            )
            .await?;
        assert!(kinds.len() >= 2, "{kinds:?}");
        assert!(kinds.iter().all(|kind| kind == "application/wasm"), "{kinds:?}");
        Ok(())
    });
}

#[test]
fn page_and_worker_are_fetched_side_by_side() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        let files = fetched(page).await?;
        let module = |is_workers: bool| {
            let named = |file: &&Fetched| {
                file.name.contains(".wasm") && file.name.contains("/worker") == is_workers
            };
            files.iter().find(named).expect("both modules are fetched")
        };
        let (page_module, worker_module) = (module(false), module(true));
        assert!(
            worker_module.start < page_module.end,
            "{worker_module:?} waits for {page_module:?}"
        );
        Ok(())
    });
}

#[test]
fn nothing_moves_while_the_page_comes() {
    for viewport in [Viewport::DESKTOP, Viewport::PHONE] {
        Visit::default().on(viewport).run(async |page| {
            page.client().refresh().await?;
            page.wait_for_state("ready").await?;
            page.linger().await;
            let shifts: Vec<f64> = page
                .evaluate(
                    "return new Promise((resolve) => {
                        const shifts = [];
                        const note = (list) => shifts.push(...list.getEntries().map(({ value }) => value));
                        new PerformanceObserver(note).observe({ type: 'layout-shift', buffered: true });
                        setTimeout(() => resolve(shifts), 100);
                    })",
                )
                .await?;
            assert_eq!(shifts, Vec::<f64>::new(), "{viewport:?}");
            Ok(())
        });
    }
}
