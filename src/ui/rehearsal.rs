//! A first stroke that nobody sees.
//!
//! A browser may compile each function when it is first called, and the first touch of a pen calls hundreds: on a slow
//! device the ink is late by what compiling them takes. Here they are called before, a few at a time, while nothing else
//! is to be done.

use ink::Point;
use leptos::prelude::*;

use super::app::{Sheet, question_of, raster_of};
use super::model_input::ModelInput;
use crate::browser::idle;
use crate::state::Session;
use crate::state::pen::{Device, PenEvent, Pointer, Tip};

/// Draws on a pad that is on no page, for as long as that is wanted.
pub async fn rehearse(is_wanted: impl Fn() -> bool) {
    if !(idle::comes().await && is_wanted()) {
        return;
    }
    let owner = Owner::new();
    let (session, _parts) = owner.with(|| {
        let session = RwSignal::new(Session::default());
        session.update_untracked(Session::engine_ready);
        (session, parts(session).into_any().build())
    });
    for event in stroke() {
        if !(idle::comes().await && is_wanted()) {
            break;
        }
        session.maybe_update(|session| session.follow(event));
    }
    owner.cleanup();
}

/// What hangs on the ink.
fn parts(session: RwSignal<Session>) -> impl IntoView {
    let question = question_of(session);
    Effect::new(move |_| question.track());
    let none = Signal::stored(Vec::new());
    view! {
        <Sheet session digits=none chosen=Signal::stored(None) on_command=|_| {} />
        <ModelInput raster=raster_of(session) />
    }
}

/// Down, twice on, and up.
fn stroke() -> [PenEvent; 4] {
    let pointer = Pointer {
        id: 0,
        device: Device::Mouse,
    };
    let at = |x: f32| Point { x, y: 0.5 }.into();
    [
        PenEvent::Down(pointer, Tip::Ink, at(0.3)),
        PenEvent::Move(pointer.id, vec![at(0.4), at(0.5)]),
        PenEvent::Move(pointer.id, vec![at(0.6), at(0.7)]),
        PenEvent::Up(pointer.id),
    ]
}
