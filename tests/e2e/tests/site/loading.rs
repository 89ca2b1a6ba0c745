//! How the page loads: files in parallel, streaming compilation, no layout shift.

use anyhow::Result;
use e2e::{BrowserSession, Page, Viewport};
use serde::Deserialize;

/// Records the name of the function that compiles each module.
const RECORD_COMPILATIONS: &str = "
    window.compilations = [];
    for (const name of ['compile', 'compileStreaming', 'instantiate', 'instantiateStreaming']) {
        const original = WebAssembly[name];
        WebAssembly[name] = function (...source) {
            if (!(source[0] instanceof WebAssembly.Module)) window.compilations.push(name);
            return original.apply(this, source);
        };
    }";

/// A fetched file, with times in milliseconds since navigation.
#[derive(Debug, Deserialize)]
struct FetchedFile {
    name: String,
    start: f64,
    end: f64,
}

async fn fetched_files(page: &Page) -> Result<Vec<FetchedFile>> {
    page.evaluate(
        "return performance.getEntriesByType('resource').map((entry) =>
            ({ name: entry.name, start: entry.startTime, end: entry.responseEnd }))",
    )
    .await
}

#[test]
fn the_modules_of_page_and_worker_use_streaming_compilation() {
    BrowserSession::default().run(async |page| {
        page.add_init_script(RECORD_COMPILATIONS).await?;
        page.client().refresh().await?;
        page.wait_for_state("ready").await?;
        let compilations: Vec<String> = page.evaluate("return window.compilations").await?;
        assert_eq!(compilations, ["compileStreaming"; 2]);
        let types: Vec<String> = page
            .evaluate(
                "const modules = performance.getEntriesByType('resource').filter(({ name }) => name.includes('.wasm'));
                 return Promise.all(modules.map(async ({ name }) => (await fetch(name)).headers.get('content-type')))",
            )
            .await?;
        assert!(types.len() >= 2, "{types:?}");
        assert!(types.iter().all(|mime| mime == "application/wasm"), "{types:?}");
        Ok(())
    });
}

#[test]
fn page_and_worker_are_fetched_in_parallel() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        let files = fetched_files(page).await?;
        let module = |is_worker: bool| {
            let matches = |file: &&FetchedFile| {
                file.name.contains(".wasm") && file.name.contains("/recognise") == is_worker
            };
            files
                .iter()
                .find(matches)
                .expect("both modules are fetched")
        };
        let (page_module, worker_module) = (module(false), module(true));
        assert!(
            worker_module.start < page_module.end,
            "{worker_module:?} starts after {page_module:?}"
        );
        Ok(())
    });
}

#[test]
fn the_layout_does_not_shift_while_the_page_loads() {
    for viewport in [Viewport::DESKTOP, Viewport::PHONE] {
        BrowserSession::default().with_viewport(viewport).run(async |page| {
            page.client().refresh().await?;
            page.wait_for_state("ready").await?;
            page.settle().await;
            let shifts: Vec<f64> = page
                .evaluate(
                    "return new Promise((resolve) => {
                        const shifts = [];
                        const record = (list) => shifts.push(...list.getEntries().map(({ value }) => value));
                        new PerformanceObserver(record).observe({ type: 'layout-shift', buffered: true });
                        setTimeout(() => resolve(shifts), 100);
                    })",
                )
                .await?;
            assert_eq!(shifts, Vec::<f64>::new(), "{viewport:?}");
            Ok(())
        });
    }
}
