//! Components bound to the session signal. Each derives the memos that another component takes as props.
//!
//! The page uses them, and the warm-up ([`super::warm_up`]) mounts them outside the document.

use ink::Raster;
use leptos::prelude::*;
use recognition::{Digit, Number};
use session::{Command, ReadRequest, Session};

use super::bars::Bars;
use super::controls::Controls;
use super::digit_boxes::DigitBoxes;
use super::pad::Pad;
use super::prediction::PredictionView;
use super::tools::Tools;

/// The answer: digits, status and text.
#[component]
pub(super) fn AnswerView(session: RwSignal<Session>) -> impl IntoView {
    view! {
        <PredictionView
            digits=Memo::new(move |_| session.with(|session| session.number().map_or_else(Vec::new, digits_of)))
            status=Memo::new(move |_| session.with(Session::status))
            text=Memo::new(move |_| session.with(Session::answer_text))
        />
    }
}

/// The probability of each digit.
#[component]
pub(super) fn ProbabilityBars(session: RwSignal<Session>) -> impl IntoView {
    let prediction = Memo::new(move |_| session.with(|session| session.prediction().cloned()));
    view! { <Bars prediction /> }
}

/// The pad with the boxes around digits.
#[component]
pub(super) fn DrawingArea(
    session: RwSignal<Session>,
    digits: Memo<Vec<Digit>>,
    selected: Memo<Option<usize>>,
    #[prop(into)] on_command: Callback<Command>,
) -> impl IntoView {
    view! {
        <Pad
            document=Memo::new(move |_| session.with(|session| session.document().clone()))
            is_pointer_active=Memo::new(move |_| session.with(Session::is_pointer_active))
            tool=Memo::new(move |_| session.with(Session::tool))
            description=Memo::new(move |_| session.with(Session::description))
            on_pointer=move |input| session.maybe_update(|session| session.on_pointer(input))
            on_command
        >
            <DigitBoxes digits selected on_command />
        </Pad>
    }
}

/// The buttons and tools used while drawing.
#[component]
pub(super) fn Toolbar(
    session: RwSignal<Session>,
    #[prop(into)] on_command: Callback<Command>,
) -> impl IntoView {
    view! {
        <div class="toolbar">
            <Controls
                can_undo=Memo::new(move |_| session.with(Session::can_undo))
                can_redo=Memo::new(move |_| session.with(Session::can_redo))
                on_command
            />
            <Tools
                tool=Memo::new(move |_| session.with(Session::tool))
                brush=Memo::new(move |_| session.with(Session::brush))
                on_command
            />
        </div>
    }
}

/// The live region through which screen readers announce each answer once.
#[component]
pub(super) fn Announcer(session: RwSignal<Session>) -> impl IntoView {
    let announcement = Memo::new(move |_| session.with(Session::announcement));
    let last = Memo::new(move |previous: Option<&String>| {
        let text = announcement.get().or_else(|| previous.cloned());
        text.unwrap_or_default()
    });
    view! { <p class="visually-hidden" role="status" data-testid="announcement">{last}</p> }
}

/// Derives the raster that the network receives.
pub(super) fn raster_of(session: RwSignal<Session>) -> Memo<Option<Raster>> {
    Memo::new(move |_| session.with(Session::raster))
}

/// Derives the request to send to the engine.
pub(super) fn read_request_of(session: RwSignal<Session>) -> Memo<Option<ReadRequest>> {
    Memo::new(move |_| session.with(Session::read_request))
}

fn digits_of(number: &Number) -> Vec<u8> {
    let digits = number.digits.iter();
    digits.map(|digit| digit.prediction.digit()).collect()
}
