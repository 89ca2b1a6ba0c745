//! What was measured as a table in Markdown.

use std::fmt::Write;

use super::Measured;
use super::statistics::{median, quantile};

const HEADER: &str = "\
| engine | KB raw, gzip, brotli | first answer, ms | the same, CPU slowed 4x | the same, 1.6 Mbit/s and 150 ms \
| one image, ms: median, p95 | ten images, ms | peak memory, MB |
| --- | --- | --- | --- | --- | --- | --- | --- |
";

/// A row for each engine; times are medians unless said.
pub fn table(measured: &[Measured]) -> String {
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
            calls(engine),
        )
        .expect("text can be written to");
    }
    table
}

/// The two columns of warm calls.
fn calls(engine: &Measured) -> String {
    if engine.single_ms.is_empty() {
        return "as its engine | as its engine".to_owned();
    }
    let (single, ten) = (&engine.single_ms, &engine.ten_ms);
    let tail = quantile(single, 0.95);
    format!("{:.3}, {tail:.3} | {:.2}", median(single), median(ten))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_engine_has_a_row_with_as_many_cells_as_the_header() {
        let some = || vec![1.0, 2.0, 3.0];
        let page = Measured {
            title: "a page".to_owned(),
            cold_ms: some(),
            cold_slow_cpu_ms: some(),
            cold_slow_link_ms: some(),
            peak_memory_bytes: some(),
            ..Measured::default()
        };
        let engine = Measured {
            single_ms: some(),
            ten_ms: some(),
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
