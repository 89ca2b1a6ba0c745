//! The parts of the page that hang on the ink, each with all that it needs of the session: the page is made of them, and the
//! rehearsal plays them where nobody sees it.

use ink::Raster;
use leptos::prelude::*;
use number::{Digit, Number};

use super::bars::Bars;
use super::boxes::Boxes;
use super::controls::Controls;
use super::pad::Pad;
use super::prediction::PredictionView;
use super::tools::Tools;
use crate::state::{Command, Question, Session};

/// What was read, in digits and words.
#[component]
pub(super) fn Answer(session: RwSignal<Session>) -> impl IntoView {
    view! {
        <PredictionView
            digits=Memo::new(move |_| session.with(|session| session.number().map_or_else(Vec::new, said)))
            trust=Memo::new(move |_| session.with(Session::trust))
            reading=Memo::new(move |_| session.with(Session::reading))
        />
    }
}

/// How probable each digit is.
#[component]
pub(super) fn Shares(session: RwSignal<Session>) -> impl IntoView {
    let prediction = Memo::new(move |_| session.with(|session| session.prediction().cloned()));
    view! { <Bars prediction /> }
}

/// The pad.
#[component]
pub(super) fn Sheet(
    session: RwSignal<Session>,
    digits: Memo<Vec<Digit>>,
    chosen: Memo<Option<usize>>,
    #[prop(into)] on_command: Callback<Command>,
) -> impl IntoView {
    view! {
        <Pad
            content=Memo::new(move |_| session.with(|session| session.content().clone()))
            is_busy=Memo::new(move |_| session.with(Session::is_busy))
            tip=Memo::new(move |_| session.with(Session::tip))
            description=Memo::new(move |_| session.with(Session::description))
            on_pen=move |event| session.maybe_update(|session| session.follow(event))
            on_command
        >
            <Boxes digits chosen on_command />
        </Pad>
    }
}

/// All that is pressed while drawing.
#[component]
pub(super) fn Hand(
    session: RwSignal<Session>,
    #[prop(into)] on_command: Callback<Command>,
) -> impl IntoView {
    view! {
        <div class="hand">
            <Controls
                can_undo=Memo::new(move |_| session.with(Session::can_undo))
                can_redo=Memo::new(move |_| session.with(Session::can_redo))
                on_command
            />
            <Tools
                tip=Memo::new(move |_| session.with(Session::tip))
                brush=Memo::new(move |_| session.with(Session::brush))
                on_command
            />
        </div>
    }
}

/// Speaks, to those who cannot see, each answer once.
#[component]
pub(super) fn Announcer(session: RwSignal<Session>) -> impl IntoView {
    let words = Memo::new(move |_| session.with(Session::announcement));
    let last = Memo::new(move |before: Option<&String>| {
        words.get().or_else(|| before.cloned()).unwrap_or_default()
    });
    view! { <p class="visually-hidden" role="status" data-testid="announcement">{last}</p> }
}

/// What the network sees of the ink.
pub(super) fn raster_of(session: RwSignal<Session>) -> Memo<Option<Raster>> {
    Memo::new(move |_| session.with(Session::raster))
}

/// What the network is to be asked.
pub(super) fn question_of(session: RwSignal<Session>) -> Memo<Option<Question>> {
    Memo::new(move |_| session.with(Session::question))
}

fn said(number: &Number) -> Vec<u8> {
    let digits = number.digits.iter();
    digits.map(|digit| digit.prediction.digit()).collect()
}
