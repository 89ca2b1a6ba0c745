//! Draws one stroke on a detached pad before the user's first stroke.
//!
//! Browsers compile a WebAssembly function when it is first called. The first stroke calls hundreds of functions, so on
//! a slow device its ink appears late. To avoid this delay, the warm-up runs while the browser is idle. Outside the
//! document, it mounts the components that show the ink or the answer, dispatches the pointer events of a short stroke
//! to the pad, and applies a dummy answer.

use ink::{Bounds, Point};
use leptos::prelude::*;
use platform::{detached, idle};
use recognition::{Digit, Number, Prediction};
use session::Session;

use super::model_input::ModelInput;
use super::session_views::{
    Announcer, AnswerView, DrawingArea, ProbabilityBars, Toolbar, raster_of, read_request_of,
};

/// Runs the warm-up one step per idle period. Stops when `should_continue` returns false.
pub async fn warm_up(should_continue: impl Fn() -> bool) {
    let owner = Owner::new();
    warm_up_in(&owner, should_continue).await;
    owner.cleanup();
}

type Component = fn(RwSignal<Session>) -> AnyView;

/// The components to mount, one per idle period.
const COMPONENTS: [Component; 5] = [
    |session| {
        let digits = Memo::new(|_| Vec::new());
        let selected = Memo::new(|_| None);
        view! { <DrawingArea session digits selected on_command=|_| {} /> }.into_any()
    },
    |session| view! { <ModelInput raster=raster_of(session) /> }.into_any(),
    |session| view! { <Toolbar session on_command=|_| {} /> }.into_any(),
    |session| view! { <AnswerView session /> <Announcer session /> }.into_any(),
    |session| view! { <ProbabilityBars session /> }.into_any(),
];

async fn warm_up_in(owner: &Owner, should_continue: impl Fn() -> bool) {
    let may_continue = async || idle::wait_until_idle().await && should_continue();
    let session = owner.with(|| RwSignal::new(Session::default()));
    session.update_untracked(Session::engine_ready);
    let request = owner.with(|| {
        let request = read_request_of(session);
        Effect::new(move |_| request.track());
        request
    });
    let mut mounted = Vec::new();
    for component in COMPONENTS {
        if !may_continue().await {
            return;
        }
        let mut view = owner.with(|| component(session).build());
        // Each view needs a parent element.
        mounted.extend(detached::create_element().map(|parent| {
            view.mount(&parent, None);
            (view, parent)
        }));
    }
    let Some((_, pad_parent)) = mounted.first() else {
        return;
    };
    for event in detached::STROKE {
        if !may_continue().await {
            return;
        }
        detached::dispatch(pad_parent, event);
    }
    if may_continue().await
        && let Some(request) = request.try_get_untracked().flatten()
    {
        session.maybe_update(|session| {
            session.on_answer(request.revision, dummy_answer());
            true
        });
    }
}

fn dummy_answer() -> Number {
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
