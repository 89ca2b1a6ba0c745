//! Text of the lesson tasks.

use workers::host::Task;

/// The text of a task.
pub struct TaskStrings {
    /// The title.
    pub title: &'static str,
    /// The instructions.
    pub instructions: &'static str,
    /// The explanation, shown when the task is done.
    pub explanation: &'static str,
}

/// Returns the English text of a task.
#[must_use]
pub const fn english(task: Task) -> TaskStrings {
    match task {
        Task::OneAsSeven => TaskStrings {
            title: "Draw a 1 that is read as 7",
            instructions: "Draw a plain 1: a single upright line that the network reads as 1. Then add a flag \
                           at the top, and make it longer stroke by stroke, until the network reads the same \
                           drawing as 7.",
            explanation: "Nobody told the network that a 7 has a flag. In training it saw thousands of ones and \
                          sevens and found a boundary between them: how long a flag the writers gave their \
                          ones. Your drawing crossed that boundary. Where people write a 1 with a long flag and \
                          a 7 with a bar through it, the boundary would lie elsewhere. A network is right for \
                          the people whose handwriting it learned from.",
        },
        Task::DecisionBoundary => TaskStrings {
            title: "Find the boundary between 4 and 9",
            instructions: "Draw a digit on which the network cannot decide: at least 30% for 4 and at least 30% \
                           for 9. Start with a 4 whose top is nearly closed. Close it bit by bit, or remove ink \
                           with Undo and the eraser.",
            explanation: "The network does not look up which digit is \u{201c}there\u{201d}. It computes ten \
                          numbers, the logits, and turns them into probabilities. The decision boundary \
                          between two digits lies where their logits are equal; near it, a dot of ink decides. That is \
                          why the page says \u{201c}Not sure\u{201d} there. Most drawings lie far from any \
                          boundary, so you had to search for it.",
        },
        Task::KeyStroke => TaskStrings {
            title: "Which stroke matters most?",
            instructions: "Draw a digit, best in two or more strokes; a single stroke is cut into six parts. \
                           Then choose the part that counts most for the answer: the part whose removal lowers \
                           the digit\u{2019}s score most.",
            explanation: "The page removed each part in turn, left the others in place, and measured how far \
                          the logit of the answer fell. What matters is what tells this digit from the others, \
                          not what is longest. The method has a blind spot: if either of two strokes would be \
                          enough alone, removing one of them changes little, and both seem unimportant.",
        },
        Task::Corner => TaskStrings {
            title: "Move the digit to the corner",
            instructions: "Draw a small digit in a corner of the pad. The network can still read it, because \
                           the ink is cut out, enlarged and centred first. Under \u{201c}From drawing to \
                           pixels\u{201d}, untick \u{201c}Fit\u{201d} and \u{201c}Centre\u{201d}, so that the \
                           digit stays small and in its corner. The task is done when it is read as another \
                           digit.",
            explanation: "The network was trained on digits of about equal size in the middle of the image. It \
                          has never seen a small one in a corner. Pooling makes up for a shift of a pixel or \
                          two, not for a digit somewhere else. So half of the work happens before the network: \
                          the ink is cut out, scaled and centred, as it was in the training data. Many demos \
                          fail at this step.",
        },
        Task::Noise => TaskStrings {
            title: "Fool the network with noise",
            instructions: "Draw a digit. Under \u{201c}What changes the answer?\u{201d}, move the slider \
                           \u{201c}Noise\u{201d}, and no other, until the answer changes.",
            explanation: "You still see the same digit behind the noise. For the network, all 784 input values \
                          have changed, and its training data contained hardly any noise. Random noise has to \
                          be strong, because it pushes in every direction, for and against the answer alike. \
                          Noise designed to fool the network needs far less ink: see the smallest change at the \
                          end of the same panel.",
        },
    }
}

#[cfg(test)]
mod tests {
    use ink::{Parameter, Stage};

    use super::super::ENGLISH;
    use super::*;

    #[test]
    fn instructions_use_the_names_of_panels_stages_and_sliders() {
        let stage_name = ENGLISH.preprocessing.stage_name;
        let quoted = [
            (Task::Corner, ENGLISH.common.preprocessing_title),
            (Task::Corner, stage_name(Stage::Fit)),
            (Task::Corner, stage_name(Stage::Centre)),
            (Task::Noise, ENGLISH.common.perturbation_title),
            (
                Task::Noise,
                (ENGLISH.perturbation.parameter)(Parameter::Noise),
            ),
        ];
        for (task, name) in quoted {
            let instructions = english(task).instructions;
            assert!(
                instructions.contains(&format!("\u{201c}{name}\u{201d}")),
                "{name}: {instructions}"
            );
        }
    }
}
