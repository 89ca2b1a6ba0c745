//! A first stroke that nobody sees.
//!
//! A browser may compile each function when it is first called, and the first touch of a pen calls hundreds: on a slow
//! device the ink is late by what compiling them takes. Here they are called before, a few at a time, while nothing else
//! is to be done: parts of the page that hang on the ink are built on no page, a pen draws there by the events that a
//! browser would send, and an answer comes.

use ink::{Bounds, Point};
use leptos::prelude::*;
use net::Prediction;
use number::{Digit, Number};

use super::model_input::ModelInput;
use super::parts::{Announcer, Answer, Hand, Shares, Sheet, question_of, raster_of};
use crate::browser::{idle, nowhere};
use crate::state::Session;

/// Draws on a pad that is on no page, for as long as that is wanted.
pub async fn rehearse(is_wanted: impl Fn() -> bool) {
    let owner = Owner::new();
    rehearse_in(&owner, is_wanted).await;
    owner.cleanup();
}

type Part = fn(RwSignal<Session>) -> AnyView;

/// Each a task's work at most.
const PARTS: [Part; 5] = [
    |session| {
        let none = Memo::new(|_| Vec::new());
        let chosen = Memo::new(|_| None);
        view! { <Sheet session digits=none chosen on_command=|_| {} /> }.into_any()
    },
    |session| view! { <ModelInput raster=raster_of(session) /> }.into_any(),
    |session| view! { <Hand session on_command=|_| {} /> }.into_any(),
    |session| view! { <Answer session /> <Announcer session /> }.into_any(),
    |session| view! { <Shares session /> }.into_any(),
];

async fn rehearse_in(owner: &Owner, is_wanted: impl Fn() -> bool) {
    let is_time = async || idle::comes().await && is_wanted();
    let session = owner.with(|| RwSignal::new(Session::default()));
    session.update_untracked(Session::engine_ready);
    let question = owner.with(|| {
        let question = question_of(session);
        Effect::new(move |_| question.track());
        question
    });
    let mut parts = Vec::new();
    for part in PARTS {
        if !is_time().await {
            return;
        }
        let mut part = owner.with(|| part(session).build());
        // A node of its own, so that what is built has a place; it is on no page.
        parts.extend(nowhere::place().map(|place| {
            part.mount(&place, None);
            (part, place)
        }));
    }
    let Some((_, pad)) = parts.first() else {
        return;
    };
    for pointing in nowhere::STROKE {
        if !is_time().await {
            return;
        }
        nowhere::point(pad, pointing);
    }
    if is_time().await
        && let Some(question) = question.try_get_untracked().flatten()
    {
        session.maybe_update(|session| {
            session.answered(question.revision, three());
            true
        });
    }
}

/// An answer as good as any.
fn three() -> Number {
    let mut probabilities = [0.01; 10];
    probabilities[3] = 0.91;
    let prediction = Prediction {
        probabilities,
        ood_score: -1.0,
    };
    let bounds = Bounds {
        min: Point::default(),
        max: Point::default(),
    };
    Number {
        digits: vec![Digit {
            strokes: Vec::new(),
            bounds,
            prediction,
        }],
    }
}
