//! Formats the faithfulness of the attribution methods.

use std::fmt;

use evaluation::faithfulness::{Attribution, Faithfulness, STRIDE};

use super::Text;

impl fmt::Display for Text<'_, Faithfulness> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Faithfulness {
            dataset,
            n,
            attributions,
        } = self.0;
        writeln!(f, "{dataset}: {n} digits (every {STRIDE}th)\n")?;
        writeln!(f, "attribution method    mean logit drop (standard error)")?;
        for attribution in attributions {
            let Attribution {
                method,
                mean_drop,
                standard_error,
            } = attribution;
            writeln!(f, "{method:<20}  {mean_drop:.2} ({standard_error:.2})")?;
        }
        Ok(())
    }
}
