//! Formats tables, percentages and intervals as Markdown.

/// Returns a table with a header row.
pub(super) fn table<const N: usize>(
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let rows = rows.into_iter().map(|row| line(&row));
    let separator = line(&["---"; N]);
    [line(&header), separator].into_iter().chain(rows).collect()
}

/// Returns a table of two rows. The first cell of each row is the row's name.
pub(super) fn two_rows([upper, lower]: [&str; 2], columns: &[(String, String)]) -> String {
    let row = |name: &str, cell: fn(&(String, String)) -> &String| {
        let cells = columns.iter().map(cell).map(String::as_str);
        line(&[name].into_iter().chain(cells).collect::<Vec<_>>())
    };
    let separator = line(&vec!["---"; columns.len() + 1]);
    row(upper, |(above, _)| above) + &separator + &row(lower, |(_, below)| below)
}

/// Formats a ratio, 0..1, as a percentage with two decimals.
pub(super) fn percent(ratio: f64) -> String {
    format!("{:.2} %", ratio * 100.0)
}

/// Formats an interval of ratios as percentages.
pub(super) fn interval([low, high]: [f64; 2]) -> String {
    format!("{:.2} to {:.2}", low * 100.0, high * 100.0)
}

fn line(cells: &[impl AsRef<str>]) -> String {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    format!("| {} |\n", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_a_header_a_separator_and_its_rows() {
        let rows = [["1".to_owned(), "2".to_owned()]];
        let expected = "| a | b |\n| --- | --- |\n| 1 | 2 |\n";
        assert_eq!(table(["a", "b"], rows), expected);
    }

    #[test]
    fn two_rows_start_with_their_names() {
        let columns = [("40".to_owned(), "99 %".to_owned())];
        let expected = "| size | 40 |\n| --- | --- |\n| accuracy | 99 % |\n";
        assert_eq!(two_rows(["size", "accuracy"], &columns), expected);
    }

    #[test]
    fn ratios_are_formatted_as_percentages() {
        assert_eq!(percent(0.994_396), "99.44 %");
        assert_eq!(interval([0.990_6, 1.0]), "99.06 to 100.00");
    }
}
