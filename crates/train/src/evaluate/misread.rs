//! Drawings that are read as another digit: an example for each cell of a confusion matrix.
//!
//! In, the network and what it confuses; out, for each such pair the golden drawing that has to be bent least, so bent.
//! The digits that were confused in a data set are not this project's to show; these are its own.
//!
//! A bend moves a place of the ink and, less, what lies around it (a Gaussian). Of [`TRIED`] random bends the one is kept
//! that brings the wrong digit's logit nearest to the best other one, again and again until the page would answer with the
//! wrong digit, and clearly. Then all bends are eased back together as far as it still does. A smaller change may exist
//! that this does not find. The same network gives the same drawings.

use ink::{Affine, Drawing, Point, Stroke, link, record};
use net::{CLASSES, Classifier};
use rand::Rng;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::accuracy::Confused;
use crate::augment::warp::normal;
use crate::augment::{self, Random};

/// The wrong digit's probability, at least.
pub const CLEARLY: f32 = 0.6;

/// Bends tried at once.
const TRIED: usize = 64;

/// Times that each golden drawing is bent anew, by other bends.
const TIMES: usize = 3;

/// Bends after which it is given up.
const BENDS: usize = 60;

/// How far a bend moves its place, and how far from there it is felt (standard deviations); the digit's longer side is 1.
const BEND: f32 = 0.03;
const REACH: f32 = 0.16;

/// What is bent farther (the root of the mean square over its points) is a digit no longer.
const FARTHEST: f32 = 0.12;

/// Halvings of the way back.
const HALVINGS: usize = 8;

/// The longer side of what is found, in the pad's sides.
const DRAWN: f32 = 0.6;

const GOLDENS: &str = include_str!("../../../../assets/goldens.json");

/// A drawing of one digit that is read as another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misread {
    /// What it was.
    pub label: u8,
    /// What it was read as.
    pub answer: u8,
    /// The drawing as the text of a link.
    pub drawing: String,
}

impl Misread {
    /// Whether the page would answer with [`Self::answer`], and clearly.
    #[must_use]
    pub fn is_so(&self, classifier: &Classifier) -> bool {
        let number = link::parse(&self.drawing).map(|drawing| number::read(classifier, &drawing));
        let Ok([digit]) = number.as_ref().map(|number| &number.digits[..]) else {
            return false;
        };
        let read = &digit.prediction;
        read.digit() == self.answer && read.certainty() >= CLEARLY && read.looks_like_a_digit()
    }
}

/// An example for each pair of digits that is among the confused; none where none was found.
#[must_use]
pub fn examples(classifier: &Classifier, confused: &[Confused]) -> Vec<Misread> {
    let goldens = record::parse(GOLDENS).expect("the goldens are drawings");
    let pairs = confused
        .iter()
        .map(|Confused { label, answer, .. }| (*label, *answer));
    let mut pairs: Vec<(u8, u8)> = pairs.collect();
    pairs.sort_unstable();
    pairs.dedup();
    let example = |(label, answer): (u8, u8)| {
        let hunt = Hunt {
            classifier,
            label,
            answer,
        };
        let drawn = goldens.iter().filter(|golden| golden.label == Some(label));
        let bent = drawn.filter_map(|golden| Bent::new(&golden.drawing));
        let found = bent.flat_map(|bent| (0..TIMES).filter_map(move |time| hunt.bend(&bent, time)));
        let least = found.min_by(|(a, _), (b, _)| a.total_cmp(b));
        least.map(|(_, misread)| misread)
    };
    pairs.into_par_iter().filter_map(example).collect()
}

/// What is looked for.
#[derive(Clone, Copy)]
struct Hunt<'a> {
    classifier: &'a Classifier,
    label: u8,
    answer: u8,
}

impl Hunt<'_> {
    /// How far it had to be bent, and what came of it.
    fn bend(self, bent: &Bent, time: usize) -> Option<(f32, Misread)> {
        let bent = self.beyond(bent.clone(), time)?;
        let (mut near, mut away) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            let middle = (near + away) / 2.0;
            if self.misread(&bent, middle)?.is_so(self.classifier) {
                away = middle;
            } else {
                near = middle;
            }
        }
        let distance = away * bent.distance();
        (distance <= FARTHEST).then_some((distance, self.misread(&bent, away)?))
    }

    /// Bent until it is misread.
    fn beyond(self, mut bent: Bent, time: usize) -> Option<Bent> {
        let mut random = augment::random(u64::from(self.label), usize::from(self.answer), time);
        let mut lead = f32::NEG_INFINITY;
        for _ in 0..BENDS {
            if self.misread(&bent, 1.0)?.is_so(self.classifier) {
                return Some(bent);
            }
            let tried: Vec<Bent> = (0..TRIED).map(|_| bent.further(&mut random)).collect();
            let leads = self.leads(&tried).into_iter().zip(tried);
            let best = leads.max_by(|(a, _), (b, _)| a.total_cmp(b));
            if let Some(better) = best.filter(|(best, _)| *best > lead) {
                (lead, bent) = better;
            }
        }
        None
    }

    /// By how much the wrong digit's logit is above the best other one.
    fn leads(self, bent: &[Bent]) -> Vec<f32> {
        let rasters = bent.iter().filter_map(|bent| bent.drawing(1.0).raster());
        let outputs = self.classifier.outputs(&rasters.collect::<Vec<_>>());
        let lead = |logits: [f32; CLASSES]| {
            let others = (0..).zip(logits).filter(|(digit, _)| *digit != self.answer);
            let best = others.map(|(_, logit)| logit);
            logits[usize::from(self.answer)] - best.fold(f32::NEG_INFINITY, f32::max)
        };
        outputs.iter().map(|outputs| lead(outputs.logits)).collect()
    }

    /// What comes of a part of the bends, in the middle of the pad.
    fn misread(self, bent: &Bent, part: f32) -> Option<Misread> {
        let drawing = placed(&bent.drawing(part), DRAWN)?;
        Some(Misread {
            label: self.label,
            answer: self.answer,
            drawing: link::to_text(&drawing).ok()?,
        })
    }
}

/// A drawing, and how far each of its points has been moved, stroke by stroke.
#[derive(Clone)]
struct Bent {
    start: Drawing,
    moves: Vec<[f32; 2]>,
}

impl Bent {
    /// Not bent yet; `None` without ink.
    fn new(drawing: &Drawing) -> Option<Self> {
        let mut start = placed(drawing, 1.0)?;
        start.strokes.iter_mut().for_each(thin_out);
        let moves = vec![[0.0; 2]; points(&start).count()];
        Some(Self { start, moves })
    }

    /// Bent once more, somewhere.
    fn further(&self, random: &mut Random) -> Self {
        let start: Vec<Point> = points(&self.start).collect();
        let middle = start[random.random_range(0..start.len())];
        let by = [normal(random), normal(random)].map(|side| side * BEND);
        let mut bent = self.clone();
        for (point, moved) in start.iter().zip(&mut bent.moves) {
            let away = (point.x - middle.x).hypot(point.y - middle.y) / REACH;
            let share = (-away * away / 2.0).exp();
            *moved = [moved[0] + share * by[0], moved[1] + share * by[1]];
        }
        bent
    }

    /// With a part of the bends.
    fn drawing(&self, part: f32) -> Drawing {
        let mut drawing = self.start.clone();
        let points = drawing
            .strokes
            .iter_mut()
            .flat_map(|stroke| &mut stroke.points);
        for (point, moved) in points.zip(&self.moves) {
            (point.x, point.y) = (point.x + part * moved[0], point.y + part * moved[1]);
        }
        drawing
    }

    /// The root of the mean square of what the points were moved by.
    fn distance(&self) -> f32 {
        let squares = self.moves.iter().map(|[x, y]| x * x + y * y);
        (squares.sum::<f32>() / self.moves.len() as f32).sqrt()
    }
}

fn points(drawing: &Drawing) -> impl Iterator<Item = Point> {
    drawing.strokes.iter().flat_map(Stroke::finite_points)
}

/// Leaves every second point out, but neither end: the ink stays as it is, its text is half as long.
fn thin_out(stroke: &mut Stroke) {
    let last = stroke.points.len().saturating_sub(1);
    let mut index = 0;
    stroke.points.retain(|_| {
        index += 1;
        index % 2 == 1 || index > last
    });
}

/// In the middle of the pad, the longer side so long; `None` without ink.
fn placed(drawing: &Drawing, side: f32) -> Option<Drawing> {
    let bounds = drawing.bounds()?;
    let scale = side / bounds.longer_side() as f32;
    let edge = bounds.size().map(|side| (1.0 - side as f32 * scale) / 2.0);
    let shape = Affine::translate(-bounds.min.x, -bounds.min.y)
        .then(Affine::scale(scale, scale))
        .then(Affine::translate(edge[0], edge[1]));
    Some(drawing.transformed(&shape))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Classifier {
        Classifier::from_bytes(crate::SHIPPED_WEIGHTS).unwrap()
    }

    fn confused(label: u8, answer: u8) -> Confused {
        Confused {
            label,
            answer,
            count: 1,
        }
    }

    #[test]
    fn each_pair_that_was_confused_has_one_example_that_is_misread_and_the_same_each_time() {
        let classifier = shipped();
        let pairs = [confused(4, 9), confused(1, 7), confused(4, 9)];
        let found = examples(&classifier, &pairs);
        let told: Vec<_> = found.iter().map(|one| (one.label, one.answer)).collect();
        assert_eq!(told, [(1, 7), (4, 9)]);
        assert!(found.iter().all(|one| one.is_so(&classifier)));
        assert_eq!(examples(&classifier, &pairs), found);
    }

    #[test]
    fn a_golden_that_is_read_right_is_no_example() {
        let classifier = shipped();
        let four = &record::parse(GOLDENS).unwrap()[10];
        let [label, answer] = [4, 9];
        assert_eq!(four.label, Some(label));
        let hunt = Hunt {
            classifier: &classifier,
            label,
            answer,
        };
        let still = hunt
            .misread(&Bent::new(&four.drawing).unwrap(), 1.0)
            .unwrap();
        assert!(!still.is_so(&classifier));
        assert!(Misread { answer: 4, ..still }.is_so(&classifier));
    }

    #[test]
    fn a_bend_moves_one_place_most_and_no_part_of_it_moves_nothing() {
        let drawing = record::parse(GOLDENS).unwrap().remove(0).drawing;
        let bent = Bent::new(&drawing).unwrap();
        assert_eq!(
            (bent.distance(), bent.drawing(1.0)),
            (0.0, bent.start.clone())
        );
        let further = bent.further(&mut augment::random(1, 0, 0));
        let lengths: Vec<f32> = further.moves.iter().map(|[x, y]| x.hypot(*y)).collect();
        let most = lengths.iter().copied().fold(0.0, f32::max);
        let least = lengths.iter().copied().fold(f32::INFINITY, f32::min);
        assert!(most > 10.0 * least, "{most}, {least}");
        assert_eq!(further.drawing(0.0), bent.start);
    }

    #[test]
    fn a_drawing_without_ink_cannot_be_bent() {
        assert!(Bent::new(&Drawing::default()).is_none());
    }
}
