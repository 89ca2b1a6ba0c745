//! Searches for drawings that are read as another digit: an example for each cell of a confusion matrix.
//!
//! The project does not redistribute the data sets, so the examples start from the project's golden drawings. Input:
//! the network and its confused pairs. Output: for each pair, a deformed golden drawing that is misread that way, with
//! the smallest deformation found.
//!
//! A deformation step moves a random point of the ink, and the ink around it with Gaussian falloff. Of [`CANDIDATES`]
//! random steps, the search keeps the one with the largest margin between the wrong digit's logit and the best other
//! logit. It stops when the page would predict the wrong digit with at least [`MIN_CONFIDENCE`]. Bisection then finds
//! how far the whole deformation can be scaled down while the drawing is still misread.
//!
//! The search is deterministic. Limitation: a smaller deformation may exist.

use ink::{Affine, Drawing, Point, Stroke, link, record};
use model::Classifier;
use rand::Rng;
use rayon::prelude::*;
use recognition::CLASSES;
use recognition::report::{ConfusedPair, MisreadExample};
use training::random::{SeededRng, seeded_rng, standard_normal};

/// Minimum probability of the wrong digit.
pub const MIN_CONFIDENCE: f32 = 0.6;

/// Number of candidates for each deformation step.
const CANDIDATES: usize = 64;

/// Number of searches from each golden drawing, with different seeds.
const ATTEMPTS: usize = 3;

/// Maximum number of deformation steps in a search.
const MAX_STEPS: usize = 60;

/// Standard deviation of the distance by which a step moves its point, where the digit's longer side is 1.
const STEP_SIZE: f32 = 0.03;

/// Standard deviation of the Gaussian falloff around the moved point, in the same unit.
const FALLOFF_RADIUS: f32 = 0.16;

/// Maximum root-mean-square displacement of the points; beyond it, the drawing may no longer show its digit.
const MAX_DISPLACEMENT: f32 = 0.12;

/// Number of bisection steps.
const BISECTION_STEPS: usize = 8;

/// Longer side of the example, where the pad's side is 1.
const EXAMPLE_SIZE: f32 = 0.6;

const GOLDENS: &str = include_str!("../../../assets/goldens.json");

/// Returns whether the page would read the example as [`MisreadExample::predicted`] with at least [`MIN_CONFIDENCE`].
#[must_use]
pub fn is_misread(classifier: &Classifier, example: &MisreadExample) -> bool {
    let number = link::parse(&example.drawing).map(|drawing| reading::read(classifier, &drawing));
    let Ok([digit]) = number.as_ref().map(|number| &number.digits[..]) else {
        return false;
    };
    let prediction = &digit.prediction;
    prediction.digit() == example.predicted
        && prediction.confidence() >= MIN_CONFIDENCE
        && prediction.is_in_distribution()
}

/// Searches for an example of each confused pair; omits pairs without a result.
#[must_use]
pub fn examples(classifier: &Classifier, confused_pairs: &[ConfusedPair]) -> Vec<MisreadExample> {
    let goldens = record::parse(GOLDENS).expect("the golden file is valid");
    let pairs = confused_pairs
        .iter()
        .map(|pair| (pair.label, pair.predicted));
    let mut pairs: Vec<(u8, u8)> = pairs.collect();
    pairs.sort_unstable();
    pairs.dedup();
    let example = |(label, predicted): (u8, u8)| {
        let search = AdversarialSearch {
            classifier,
            label,
            predicted,
        };
        let matching = goldens.iter().filter(|golden| golden.label == Some(label));
        let starts = matching.filter_map(|golden| Deformation::new(&golden.drawing));
        let found = starts
            .flat_map(|start| (0..ATTEMPTS).filter_map(move |attempt| search.run(&start, attempt)));
        let smallest = found.min_by(|(a, _), (b, _)| a.total_cmp(b));
        smallest.map(|(_, example)| example)
    };
    pairs.into_par_iter().filter_map(example).collect()
}

/// A search for a deformation that makes `label` read as `predicted`.
#[derive(Clone, Copy)]
struct AdversarialSearch<'a> {
    classifier: &'a Classifier,
    label: u8,
    predicted: u8,
}

impl AdversarialSearch<'_> {
    /// Returns an example and its displacement, displacement first, if one is found.
    fn run(self, start: &Deformation, attempt: usize) -> Option<(f32, MisreadExample)> {
        let deformation = self.deform(start.clone(), attempt)?;
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..BISECTION_STEPS {
            let middle = (low + high) / 2.0;
            if is_misread(self.classifier, &self.example(&deformation, middle)?) {
                high = middle;
            } else {
                low = middle;
            }
        }
        let displacement = high * deformation.displacement();
        (displacement <= MAX_DISPLACEMENT)
            .then_some((displacement, self.example(&deformation, high)?))
    }

    /// Deforms the drawing until it is misread.
    fn deform(self, mut deformation: Deformation, attempt: usize) -> Option<Deformation> {
        let mut rng = seeded_rng(u64::from(self.label), usize::from(self.predicted), attempt);
        let mut best_margin = f32::NEG_INFINITY;
        for _ in 0..MAX_STEPS {
            if is_misread(self.classifier, &self.example(&deformation, 1.0)?) {
                return Some(deformation);
            }
            let candidates: Vec<Deformation> = (0..CANDIDATES)
                .map(|_| deformation.with_random_step(&mut rng))
                .collect();
            let margins = self.margins(&candidates).into_iter().zip(candidates);
            let best = margins.max_by(|(a, _), (b, _)| a.total_cmp(b));
            if let Some(better) = best.filter(|(margin, _)| *margin > best_margin) {
                (best_margin, deformation) = better;
            }
        }
        None
    }

    /// Returns the wrong digit's logit minus the best other logit, for each deformation.
    fn margins(self, deformations: &[Deformation]) -> Vec<f32> {
        let rasters = deformations
            .iter()
            .filter_map(|deformation| deformation.drawing(1.0).raster());
        let outputs = self.classifier.outputs(&rasters.collect::<Vec<_>>());
        let margin = |logits: [f32; CLASSES]| {
            let others = (0..)
                .zip(logits)
                .filter(|(digit, _)| *digit != self.predicted);
            let best_other = others.map(|(_, logit)| logit);
            logits[usize::from(self.predicted)] - best_other.fold(f32::NEG_INFINITY, f32::max)
        };
        outputs
            .iter()
            .map(|outputs| margin(outputs.logits))
            .collect()
    }

    /// Returns the drawing with the deformation scaled by `scale`, centred on the pad.
    fn example(self, deformation: &Deformation, scale: f32) -> Option<MisreadExample> {
        let drawing = centred(&deformation.drawing(scale), EXAMPLE_SIZE)?;
        Some(MisreadExample {
            label: self.label,
            predicted: self.predicted,
            drawing: link::to_text(&drawing).ok()?,
        })
    }
}

/// A drawing with a displacement of each of its points.
#[derive(Clone)]
struct Deformation {
    start: Drawing,
    /// In the order of [`points`].
    displacements: Vec<[f32; 2]>,
}

impl Deformation {
    /// Creates a deformation that moves nothing; `None` for a drawing without ink.
    fn new(drawing: &Drawing) -> Option<Self> {
        let mut start = centred(drawing, 1.0)?;
        start.strokes.iter_mut().for_each(drop_every_second_point);
        let displacements = vec![[0.0; 2]; points(&start).count()];
        Some(Self {
            start,
            displacements,
        })
    }

    /// Adds a step that moves a random point and its surroundings.
    fn with_random_step(&self, rng: &mut SeededRng) -> Self {
        let start: Vec<Point> = points(&self.start).collect();
        let centre = start[rng.random_range(0..start.len())];
        let step = [standard_normal(rng), standard_normal(rng)].map(|axis| axis * STEP_SIZE);
        let mut deformed = self.clone();
        for (point, [x, y]) in start.iter().zip(&mut deformed.displacements) {
            let distance = (point.x - centre.x).hypot(point.y - centre.y) / FALLOFF_RADIUS;
            let weight = (-distance * distance / 2.0).exp();
            *x += weight * step[0];
            *y += weight * step[1];
        }
        deformed
    }

    /// Returns the drawing with the displacements scaled by `scale`.
    fn drawing(&self, scale: f32) -> Drawing {
        let mut drawing = self.start.clone();
        let points = drawing
            .strokes
            .iter_mut()
            .flat_map(|stroke| &mut stroke.points);
        for (point, [x, y]) in points.zip(&self.displacements) {
            point.x += scale * x;
            point.y += scale * y;
        }
        drawing
    }

    /// Returns the root-mean-square displacement of the points.
    fn displacement(&self) -> f32 {
        let squares = self.displacements.iter().map(|[x, y]| x * x + y * y);
        (squares.sum::<f32>() / self.displacements.len() as f32).sqrt()
    }
}

fn points(drawing: &Drawing) -> impl Iterator<Item = Point> {
    drawing.strokes.iter().flat_map(Stroke::finite_points)
}

/// Removes every second point except the first and the last, which halves the length of the encoded drawing.
fn drop_every_second_point(stroke: &mut Stroke) {
    let last = stroke.points.len().saturating_sub(1);
    let mut index = 0;
    stroke.points.retain(|_| {
        index += 1;
        index % 2 == 1 || index > last
    });
}

/// Scales the drawing so that its longer side is `size` and centres it on the pad; `None` for a drawing without ink.
fn centred(drawing: &Drawing, size: f32) -> Option<Drawing> {
    let map = Affine::fit(drawing.bounds()?, size, Point { x: 0.5, y: 0.5 });
    Some(drawing.transformed(&map))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Classifier {
        Classifier::from_bytes(crate::SHIPPED_WEIGHTS).unwrap()
    }

    fn pair(label: u8, predicted: u8) -> ConfusedPair {
        ConfusedPair {
            label,
            predicted,
            count: 1,
        }
    }

    #[test]
    fn each_confused_pair_has_one_reproducible_example_that_is_misread() {
        let classifier = shipped();
        let pairs = [pair(4, 9), pair(1, 7), pair(4, 9)];
        let found = examples(&classifier, &pairs);
        let found_pairs: Vec<_> = found
            .iter()
            .map(|example| (example.label, example.predicted))
            .collect();
        assert_eq!(found_pairs, [(1, 7), (4, 9)]);
        assert!(found.iter().all(|example| is_misread(&classifier, example)));
        assert_eq!(examples(&classifier, &pairs), found);
    }

    #[test]
    fn an_undeformed_golden_drawing_is_not_misread() {
        let classifier = shipped();
        let four = &record::parse(GOLDENS).unwrap()[10];
        let [label, predicted] = [4, 9];
        assert_eq!(four.label, Some(label));
        let search = AdversarialSearch {
            classifier: &classifier,
            label,
            predicted,
        };
        let undeformed = search
            .example(&Deformation::new(&four.drawing).unwrap(), 1.0)
            .unwrap();
        assert!(!is_misread(&classifier, &undeformed));
        let as_four = MisreadExample {
            predicted: 4,
            ..undeformed
        };
        assert!(is_misread(&classifier, &as_four));
    }

    #[test]
    fn a_step_moves_nearby_points_most_and_a_scale_of_0_moves_nothing() {
        let drawing = record::parse(GOLDENS).unwrap().remove(0).drawing;
        let unmoved = Deformation::new(&drawing).unwrap();
        assert_eq!(
            (unmoved.displacement(), unmoved.drawing(1.0)),
            (0.0, unmoved.start.clone())
        );
        let moved = unmoved.with_random_step(&mut seeded_rng(1, 0, 0));
        let lengths: Vec<f32> = moved
            .displacements
            .iter()
            .map(|[x, y]| x.hypot(*y))
            .collect();
        let max = lengths.iter().copied().fold(0.0, f32::max);
        let min = lengths.iter().copied().fold(f32::INFINITY, f32::min);
        assert!(max > 10.0 * min, "{max}, {min}");
        assert_eq!(moved.drawing(0.0), unmoved.start);
    }

    #[test]
    fn a_drawing_without_ink_cannot_be_deformed() {
        assert!(Deformation::new(&Drawing::default()).is_none());
    }
}
