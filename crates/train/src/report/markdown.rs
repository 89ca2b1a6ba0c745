//! Figures as Markdown: tables, percentages, intervals.

/// A table, header first; every row as long as the header.
pub(super) fn table<const N: usize>(
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let rows = rows.into_iter().map(|row| line(&row));
    let rule = line(&["---"; N]);
    [line(&header), rule].into_iter().chain(rows).collect()
}

/// A table of two rows, each with its name before its cells.
pub(super) fn two_rows([upper, lower]: [&str; 2], columns: &[(String, String)]) -> String {
    let row = |name: &str, cell: fn(&(String, String)) -> &String| {
        let cells = columns.iter().map(cell).map(String::as_str);
        line(&[name].into_iter().chain(cells).collect::<Vec<_>>())
    };
    let rule = line(&vec!["---"; columns.len() + 1]);
    row(upper, |(above, _)| above) + &rule + &row(lower, |(_, below)| below)
}

/// A share, 0..1, in percent with two decimals.
pub(super) fn percent(share: f64) -> String {
    format!("{:.2} %", share * 100.0)
}

/// An interval of shares, in percent.
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
    fn a_table_has_a_header_a_rule_and_its_rows() {
        let rows = [["1".to_owned(), "2".to_owned()]];
        let expected = "| a | b |\n| --- | --- |\n| 1 | 2 |\n";
        assert_eq!(table(["a", "b"], rows), expected);
    }

    #[test]
    fn two_rows_stand_beside_their_names() {
        let columns = [("40".to_owned(), "99 %".to_owned())];
        let expected = "| size | 40 |\n| --- | --- |\n| right | 99 % |\n";
        assert_eq!(two_rows(["size", "right"], &columns), expected);
    }

    #[test]
    fn shares_are_said_in_percent() {
        assert_eq!(percent(0.994_396), "99.44 %");
        assert_eq!(interval([0.990_6, 1.0]), "99.06 to 100.00");
    }
}
