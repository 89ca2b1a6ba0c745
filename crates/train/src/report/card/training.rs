//! What the network was made from and how: data, licences, the plan.

use serde_json::Value;

use crate::report::Report;
use crate::report::markdown::{percent, table};

const DATA: &str = "\
## Data

| set | used | terms |
| --- | --- | --- |
| MNIST, train images | to learn from; one in twenty kept aside to choose by | [CC BY-SA 3.0][1], as libraries state |
| MNIST, test images | to measure | the same |
| pen digits, writers 1 to 20 | to learn from; one writer in five kept aside to choose by | [CC BY 4.0][2] |
| pen digits, writers 21 to 30 (pen-dev) | to measure | the same |
| made-up letters, shapes, scribbles | to measure; two thirds of the kinds also to fit the score of what is no digit | this project's |

MNIST is by Y. LeCun, C. Cortes and C. Burges, after NIST's special databases 1 and 3. The pen digits are by
E. Alpaydin and F. Alimoglu, UCI Machine Learning Repository, data set 81; `crates/ink` renders them. Neither
is part of this repository. `crates/train/src/data/nondigits.rs` makes the rest up.

[1]: https://creativecommons.org/licenses/by-sa/3.0/
[2]: https://creativecommons.org/licenses/by/4.0/
";

/// The data and the recipe.
pub(super) fn sections(report: &Report) -> String {
    let Report {
        weights, training, ..
    } = report;
    let parameters = training["parameters"].to_string();
    let mut rows = Vec::new();
    flatten("", &training["plan"], &mut rows);
    flatten("calibration", &training["calibration"], &mut rows);
    format!(
        "{DATA}\n## Recipe\n\n\
         {parameters} parameters in {} bytes (`assets/model.bin`, CRC-32 `{}`). The plan, as \
         `assets/model.json` has it; `crates/train/src/learn/plan.rs` says what each number does:\n\n{}\n{}",
        weights.bytes,
        weights.checksum,
        table(["number", "value"], rows),
        kept_aside(&training["validation"])
    )
}

/// The numbers of a plan, those within another under both names; none of a plan that is not there.
fn flatten(name: &str, value: &Value, rows: &mut Vec<[String; 2]>) {
    match value {
        Value::Object(fields) => {
            let within = |inner: &String| match name {
                "" => inner.clone(),
                outer => format!("{outer}.{inner}"),
            };
            fields
                .iter()
                .for_each(|(inner, value)| flatten(&within(inner), value, rows));
        }
        Value::Null => {}
        value => rows.push([name.to_owned(), value.to_string()]),
    }
}

/// The figures by which the plan was chosen.
fn kept_aside(validation: &Value) -> String {
    let sets = validation.as_array().into_iter().flatten();
    let figure = |set: &Value| {
        // The set's name may be the path that a user gave.
        let path = set["dataset"].as_str().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or(path);
        let accuracy = set["accuracy"].as_f64().unwrap_or_default();
        format!("{} on {} digits of {name}", percent(accuracy), set["n"])
    };
    let figures: Vec<String> = sets.map(figure).collect();
    format!(
        "On the digits kept aside, by which the plan was chosen: {}.\n",
        figures.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_plans_numbers_are_listed_under_their_full_names() {
        let mut rows = Vec::new();
        flatten(
            "",
            &json!({"net": {"channels": [1, 2]}, "seed": 7}),
            &mut rows,
        );
        let expected = [["net.channels", "[1,2]"], ["seed", "7"]];
        assert_eq!(rows, expected.map(|row| row.map(str::to_owned)));
    }

    #[test]
    fn the_sets_kept_aside_are_named_without_their_folders() {
        let validation = json!([{"dataset": "../data/pen.json", "n": 500, "accuracy": 0.988}]);
        assert!(kept_aside(&validation).contains("98.80 % on 500 digits of pen.json"));
    }
}
