//! Parsers for the values of command-line flags.

/// Returns a parser of numbers from `low` to `high`.
pub(super) fn number_within(
    low: f32,
    high: f32,
) -> impl Fn(&str) -> Result<f32, String> + Clone + Send + Sync + 'static {
    move |text| {
        let number = text.parse().ok();
        number
            .filter(|number| (low..=high).contains(number))
            .ok_or_else(|| format!("expected a number from {low} to {high}"))
    }
}

/// Parses a position `X,Y` in px, which may lie outside the pad.
pub(super) fn position(text: &str) -> Result<[f32; 2], String> {
    let coordinate = number_within(-10_000.0, 10_000.0);
    let (x, y) = text
        .split_once(',')
        .ok_or("expected two numbers separated by a comma")?;
    Ok([coordinate(x)?, coordinate(y)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_within_the_range_are_accepted() {
        assert_eq!(number_within(-1.0, 2.0)("2"), Ok(2.0));
        for text in ["2.1", "-1.5", "NaN", "inf", "wide", ""] {
            let error = number_within(-1.0, 2.0)(text).unwrap_err();
            assert_eq!(error, "expected a number from -1 to 2", "{text}");
        }
    }

    #[test]
    fn a_position_is_two_numbers() {
        assert_eq!(position("-3,40.5"), Ok([-3.0, 40.5]));
        for text in ["7", "7,", "1,2,3", "x,y"] {
            assert!(position(text).is_err(), "{text}");
        }
    }
}
