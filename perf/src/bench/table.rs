//! Formats the measurements as a Markdown table.

use std::fmt::Write;

use super::EngineMeasurements;
use crate::statistics::{median, quantile};

const HEADER: &str = "\
| engine | KB raw, gzip, brotli | first answer, ms | the same, CPU slowed down 4x | the same, 1.6 Mbit/s and 150 ms \
| one image, ms: median, p95 | ten images, ms | peak memory, MB |
| --- | --- | --- | --- | --- | --- | --- | --- |
";

/// Returns a table with a row for each engine. Times are medians unless the header says otherwise.
pub(crate) fn table(measured: &[EngineMeasurements]) -> String {
    let mut table = HEADER.to_owned();
    for engine in measured {
        let kilobytes = |bytes: u64| (bytes as f64 / 1e3).round();
        let bytes = engine.bytes;
        let [raw, gzip, brotli] = [bytes.raw, bytes.gzip, bytes.brotli].map(kilobytes);
        let (cold, slow_cpu) = (median(&engine.cold_ms), median(&engine.cold_slow_cpu_ms));
        let slow_link = median(&engine.cold_slow_link_ms);
        let memory = median(&engine.peak_memory_bytes) / 1e6;
        writeln!(
            table,
            "| {} | {raw}, {gzip}, {brotli} | {cold:.0} | {slow_cpu:.0} | {slow_link:.0} | {} | {memory:.1} |",
            engine.title,
            warm_calls(engine),
        )
        .expect("writing to a string cannot fail");
    }
    table
}

/// Returns the two cells about calls after warm-up.
fn warm_calls(engine: &EngineMeasurements) -> String {
    if engine.single_ms.is_empty() {
        return "as its engine | as its engine".to_owned();
    }
    let (single, ten) = (&engine.single_ms, &engine.ten_ms);
    let p95 = quantile(single, 0.95);
    format!("{:.3}, {p95:.3} | {:.2}", median(single), median(ten))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_as_many_cells_as_the_header() {
        let values = || vec![1.0, 2.0, 3.0];
        let page = EngineMeasurements {
            title: "a page".to_owned(),
            cold_ms: values(),
            cold_slow_cpu_ms: values(),
            cold_slow_link_ms: values(),
            peak_memory_bytes: values(),
            ..EngineMeasurements::default()
        };
        let engine = EngineMeasurements {
            single_ms: values(),
            ten_ms: values(),
            ..page.clone()
        };
        let table = table(&[page, engine]);
        let cells: Vec<usize> = table
            .lines()
            .map(|line| line.matches('|').count())
            .collect();
        assert_eq!(cells, [9; 4]);
    }
}
