//! Median and quantiles.

/// Returns a quantile by nearest rank: the smallest value such that at least this fraction of the values are not
/// larger.
///
/// # Panics
/// When there are no values.
pub(crate) fn quantile(values: &[f64], fraction: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (fraction * sorted.len() as f64).ceil() as usize;
    sorted[rank.clamp(1, sorted.len()) - 1]
}

/// Returns the 0.5 quantile.
///
/// # Panics
/// When there are no values.
pub(crate) fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_one_of_the_values() {
        let values = [4.0, 1.0, 3.0, 2.0];
        assert_eq!(median(&values), 2.0);
        assert_eq!(quantile(&values, 0.95), 4.0);
        assert_eq!(quantile(&[7.0], 0.0), 7.0);
    }
}
