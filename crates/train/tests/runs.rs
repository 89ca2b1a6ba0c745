//! Whole runs on digits that the test draws. One test: random numbers are the process's own, and a second
//! test beside it would draw from them too.

use std::fs;
use std::path::Path;

use ink::{Drawing, Point, Stroke};
use net::{Classifier, NetConfig};
use train::data::{Ink, Sample};
use train::learn::course::Course;
use train::learn::plan::Plan;
use train::learn::run::Run;
use train::learn::school::{School, Teaching};
use train::learn::split::Split;
use train::learn::validation::Aside;

/// Lines at ten slopes stand for the ten digits.
fn lines() -> Vec<Sample> {
    let line = |label: u8| {
        let angle = f32::from(label) * 0.3;
        let points = vec![
            Point { x: 0.0, y: 0.0 },
            Point {
                x: angle.cos() * 50.0,
                y: angle.sin() * 50.0,
            },
        ];
        Sample {
            label,
            ink: Ink::Pen(Drawing {
                strokes: vec![Stroke { points }],
            }),
        }
    };
    (0..40).map(|i| line(i % 10)).collect()
}

fn run(directory: &Path, plan: &Plan, resume: bool) -> Run {
    let validation = vec![Aside {
        name: "lines".into(),
        samples: lines(),
    }];
    let course = Course::new(plan.clone(), lines());
    Run::new(course, validation, directory.into(), resume)
}

fn go(directory: &Path, plan: &Plan, resume: bool) -> anyhow::Result<()> {
    run(directory, plan, resume).go()
}

fn plan(epochs: usize, seed: u64) -> Plan {
    let net = NetConfig {
        channels: [4, 6, 8],
        hidden: 16,
        dropout: 0.1,
    };
    Plan {
        net,
        epochs,
        seed,
        batch: 20,
        drawing_repeats: 2,
        teachers: 0,
        ..Plan::default()
    }
}

#[test]
fn a_run_repeats_itself_resumes_where_it_stopped_and_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let weights = |name: &str| fs::read(at(name).join("model.bin")).unwrap();
    go(&at("whole"), &plan(3, 1), false).unwrap();
    go(&at("again"), &plan(3, 1), false).unwrap();
    go(&at("other"), &plan(3, 2), false).unwrap();
    assert!(
        weights("whole") == weights("again"),
        "the same seed gives the same weights"
    );
    assert!(
        weights("whole") != weights("other"),
        "another seed gives others"
    );

    let metrics = fs::read_to_string(at("whole").join("metrics.jsonl")).unwrap();
    assert_eq!(metrics.lines().count(), 3, "a line an epoch");
    Classifier::from_bytes(&weights("whole")).unwrap();

    let taken = go(&at("whole"), &plan(3, 1), false)
        .unwrap_err()
        .to_string();
    assert!(taken.contains("already holds a run"), "{taken}");
    let differs = go(&at("whole"), &plan(3, 9), true).unwrap_err().to_string();
    assert!(differs.contains("follows another plan"), "{differs}");
    let absent = go(&at("absent"), &plan(3, 1), true)
        .unwrap_err()
        .to_string();
    assert!(absent.contains("holds no checkpoint"), "{absent}");

    run(&at("stopped"), &plan(3, 1), false).advance(1).unwrap();
    // The second epoch's line was written, its checkpoint was not.
    let second = metrics.lines().nth(1).unwrap();
    let log = at("stopped").join("metrics.jsonl");
    let first = fs::read_to_string(&log).unwrap();
    fs::write(&log, format!("{first}{second}\n")).unwrap();
    go(&at("stopped"), &plan(3, 1), true).unwrap();
    assert!(
        weights("stopped") == weights("whole"),
        "a resumed run ends as an unbroken one"
    );
    let lines = fs::read_to_string(&log).unwrap();
    assert_eq!(lines.lines().count(), 3, "no epoch is logged twice");
    assert!(lines.starts_with(&first), "the first epoch's line is kept");
    let curves = |name: &str| fs::read_to_string(at(name).join("curves.svg")).unwrap();
    assert!(
        curves("stopped") == curves("whole"),
        "and its curves are those of an unbroken one"
    );

    school(&at("school"), false).unwrap();
    let students = ["school/student-1", "school/student-2"].map(weights);
    assert!(students[0] != students[1], "each has a seed of its own");
    assert!(students.contains(&weights("school")), "one of them ships");
    fs::remove_dir_all(at("school/student-2")).unwrap();
    // Its teacher is asked again, from its file.
    fs::remove_file(at("school/lessons.bin")).unwrap();
    school(&at("school"), true).unwrap();
    assert!(students.contains(&weights("school")) && students[1] == weights("school/student-2"));
}

/// A teacher and two students.
fn school(directory: &Path, resume: bool) -> anyhow::Result<()> {
    let plan = Plan {
        teachers: 1,
        teacher_epochs: 1,
        views: 1,
        ..plan(2, 1)
    };
    let split = Split {
        train: lines(),
        validation: lines(),
    };
    School::new(plan, 2, vec![("lines".into(), split)], directory.into()).go(&Teaching::New, resume)
}
