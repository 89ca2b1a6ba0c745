//! Text of the command line to numbers within their limits.

/// A parser of numbers from `low` to `high`.
pub(super) fn within(
    low: f32,
    high: f32,
) -> impl Fn(&str) -> Result<f32, String> + Clone + Send + Sync + 'static {
    move |text| {
        let number = text.parse().ok();
        number
            .filter(|number| (low..=high).contains(number))
            .ok_or_else(|| format!("a number from {low} to {high} is needed"))
    }
}

/// A place on the pad or beyond its edge, `X,Y`.
pub(super) fn place(text: &str) -> Result<[f32; 2], String> {
    let coordinate = within(-10_000.0, 10_000.0);
    let (x, y) = text
        .split_once(',')
        .ok_or("two numbers with a comma between them are needed")?;
    Ok([coordinate(x)?, coordinate(y)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_within_the_limits_are_taken_and_all_else_is_refused() {
        assert_eq!(within(-1.0, 2.0)("2"), Ok(2.0));
        for text in ["2.1", "-1.5", "NaN", "inf", "wide", ""] {
            let error = within(-1.0, 2.0)(text).unwrap_err();
            assert_eq!(error, "a number from -1 to 2 is needed", "{text}");
        }
    }

    #[test]
    fn a_place_is_two_numbers() {
        assert_eq!(place("-3,40.5"), Ok([-3.0, 40.5]));
        for text in ["7", "7,", "1,2,3", "x,y"] {
            assert!(place(text).is_err(), "{text}");
        }
    }
}
