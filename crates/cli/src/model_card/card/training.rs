//! Formats the sections on the training data, its licences, and the hyperparameters.

use serde_json::Value;

use crate::model_card::Report;
use crate::model_card::markdown::{percent, table};

const DATA: &str = "\
## Data

| data set | use | licence |
| --- | --- | --- |
| MNIST, training images | training; one image in twenty is held out for validation | [CC BY-SA 3.0][1], as stated by libraries that provide it |
| MNIST, test images | evaluation | the same |
| pen digits, writers 1 to 20 | training; one writer in five is held out for validation | [CC BY 4.0][2] |
| pen digits, writers 21 to 30 (pen-dev) | evaluation | the same |
| synthetic letters, shapes and scribbles | evaluation; two thirds of the kinds also train the OOD head | this project's |

MNIST is by Y. LeCun, C. Cortes and C. Burges, from NIST's special databases 1 and 3. The pen digits are by
E. Alpaydin and F. Alimoglu (UCI Machine Learning Repository, data set 81); `crates/ink` renders them. This repository
contains neither. `crates/training/src/non_digits.rs` generates the synthetic drawings.

[1]: https://creativecommons.org/licenses/by-sa/3.0/
[2]: https://creativecommons.org/licenses/by/4.0/
";

/// Describes hyperparameters that only earlier versions of the program had.
const FORMER_HYPERPARAMETERS: &str = "\
`teachers`, `teacher_epochs`, `augmented_views`, `distillation_weight` and `non_digit_ratio` belong to the version of the
program that trained these weights. It could also distil from teachers and train on non-digits. With `teachers` and
`non_digit_ratio` at 0 it did neither, but its loss had an eleventh logit for \"not a digit\", a constant 0.
";

/// Returns the sections on the data and the training.
pub(super) fn sections(report: &Report) -> String {
    let Report {
        weights, training, ..
    } = report;
    let parameters = training["parameters"].to_string();
    let former = match training["config"].get("teachers") {
        Some(_) => format!("{FORMER_HYPERPARAMETERS}\n"),
        None => String::new(),
    };
    let mut rows = Vec::new();
    flatten("", &training["config"], &mut rows);
    flatten("calibration", &training["calibration"], &mut rows);
    format!(
        "{DATA}\n## Training\n\n\
         The network has {parameters} parameters. The weights take {} bytes (`assets/model.bin`, CRC-32 `{}`). \
         These are the hyperparameters of `assets/model.json`, which `crates/training/src/config.rs` \
         documents, and the fitted calibration:\n\n{}\n{former}{}",
        weights.bytes,
        weights.checksum,
        table(["hyperparameter", "value"], rows),
        validation(&training["validation"])
    )
}

/// Appends a row for each value except `null`. The row of a nested value starts with its full path.
fn flatten(path: &str, value: &Value, rows: &mut Vec<[String; 2]>) {
    match value {
        Value::Object(fields) => {
            let nested = |key: &String| match path {
                "" => key.clone(),
                parent => format!("{parent}.{key}"),
            };
            fields
                .iter()
                .for_each(|(key, value)| flatten(&nested(key), value, rows));
        }
        Value::Null => {}
        value => rows.push([path.to_owned(), value.to_string()]),
    }
}

/// Describes the validation results, by which the hyperparameters were chosen.
fn validation(validation: &Value) -> String {
    let sets = validation.as_array().into_iter().flatten();
    let result = |set: &Value| {
        // The name can be the path that was passed on the command line.
        let path = set["dataset"].as_str().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or(path);
        let accuracy = set["accuracy"].as_f64().unwrap_or_default();
        format!("{} on {} digits of {name}", percent(accuracy), set["n"])
    };
    let results: Vec<String> = sets.map(result).collect();
    format!("Validation accuracy: {}.\n", results.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nested_hyperparameters_are_listed_under_their_full_path() {
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
    fn validation_sets_are_named_without_their_folders() {
        let results = json!([{"dataset": "../data/pen.json", "n": 500, "accuracy": 0.988}]);
        assert!(validation(&results).contains("98.80 % on 500 digits of pen.json"));
    }
}
