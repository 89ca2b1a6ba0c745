//! How good is it: the model card on the page, every figure as `cargo model-card` measured it.

use ink::link;
use leptos::prelude::*;

use super::plot::Plot;
use super::save::Save;
use crate::state::inside::card::{
    Evaluation, Measured, confusion, measured, percent, reliability, robustness,
};
use crate::state::inside::figure::path;

/// From what it learnt to where it fails.
#[component]
pub fn Card() -> impl IntoView {
    let measured = StoredValue::new(measured());
    let sets = measured.with_value(|measured| [measured.images.clone(), measured.drawings.clone()]);
    let names = sets.each_ref().map(|set| set.dataset.clone());
    let totals = sets.each_ref().map(|set| {
        view! { <li><b>{name(&set.dataset)}": "</b>{set.in_words()}</li> }
    });
    // Drawings first: they are what a person here makes.
    let chosen = RwSignal::new(1_usize);
    let choices = names.into_iter().enumerate().rev().map(|(index, dataset)| {
        view! {
            <button
                type="button" class="button" data-testid=format!("set-{index}")
                aria-pressed=move || (chosen.get() == index).to_string()
                on:click=move |_| chosen.set(index)
            >{name(&dataset)}</button>
        }
    });
    let choices = choices.collect_view();
    let set = Memo::new(move |_| sets[chosen.get()].clone());
    view! {
        <h3>"What it learnt from"</h3>
        <p>"MNIST: digits that American census workers and pupils wrote on paper, as 28 by 28 pixels. And pen digits: strokes of twenty people on a tablet, drawn by the same code that draws yours. "{measured.with_value(Measured::recipe)}</p>
        <h3>"How often it is right"</h3>
        <ul class="facts">{totals.into_iter().collect_view()}</ul>
        <p>"None of these digits was learnt from. MNIST test: 10,000 images by other hands. pen-dev: drawings by ten people of whom it has seen nothing else."</p>
        <div class="classes" role="group" aria-label="Whose digits the two pictures below are about">{choices}</div>
        <div class="card-pair">
            <Matrix set measured />
            <Reliability set />
        </div>
        <h3>"How much it takes to fool it"</h3>
        <Robustness measured />
        <h3>"Where its limits are"</h3>
        <ul class="facts">
            <li>{measured.with_value(Measured::non_digits)}</li>
            <li>"All pen drawings, to learn from and to be judged by, are by thirty people on one tablet. How well it reads children, or the digits of other countries, nobody has measured."</li>
            <li>"The ranges above say what chance does to the figures, not what other people\u{2019}s hands would do to them."</li>
            <li>"It is made to be understood. Do not let it read cheques, doses or votes."</li>
        </ul>
    }
}

/// What people call a set of digits.
fn name(dataset: &str) -> String {
    match dataset {
        "MNIST test" => "Images (MNIST test)".to_owned(),
        other => format!("Pen drawings ({other})"),
    }
}

/// What was read as what, each count a button that says it in words and shows an example.
#[component]
fn Matrix(set: Memo<Evaluation>, measured: StoredValue<Measured>) -> impl IntoView {
    let said = RwSignal::new(None::<[usize; 2]>);
    let words = move || match said.get() {
        Some([label, answer]) => set.with(|set| set.read_as(label, answer)),
        None => set.with(|set| {
            format!(
                "Most often {}. Choose a number to see a digit read so.",
                set.most_confused()
            )
        }),
    };
    let head = (0..10).map(|answer| view! { <th scope="col">{answer}</th> });
    let row = move |label: usize| {
        let cells = (0..10).map(|answer| view! { <td><Count set label answer said /></td> });
        view! { <tr><th scope="row">{label}</th>{cells.collect_view()}</tr> }
    };
    let figure = Callback::new(move |()| Some(set.with_untracked(confusion)));
    view! {
        <div class="matrix">
            <table data-testid="confusion">
                <caption>"What was read as what: rows what it was, columns what it was read as"</caption>
                <thead><tr><td></td>{head.collect_view()}</tr></thead>
                <tbody>{(0..10).map(row).collect_view()}</tbody>
            </table>
            <div class="misread">
                <p role="status" data-testid="confusion-said">{words}</p>
                {move || said.get().and_then(|[label, answer]| example(measured, label, answer))}
            </div>
            <Save figure of="what was read as what".to_owned() />
        </div>
    }
}

/// A drawing of one digit that is read as another, and the way to the pad for it.
fn example(measured: StoredValue<Measured>, label: usize, answer: usize) -> Option<AnyView> {
    if label == answer {
        return None;
    }
    let Some(misread) = measured.with_value(|measured| measured.misread(label, answer).cloned())
    else {
        return Some(view! { <p>{format!("Of our own drawings of {label}, bent a little, none was read as {answer}.")}</p> }.into_any());
    };
    let strokes = link::parse(&misread.drawing).unwrap_or_default().strokes;
    let lines = strokes
        .iter()
        .map(|stroke| view! { <path d=path(stroke)></path> })
        .collect_view();
    let words = format!(
        "Drawn for this page, and bent until this {label} was read as {answer}: the digits counted are not ours to show."
    );
    Some(view! {
        <svg class="thumbnail" viewBox="0.15 0.15 0.7 0.7" role="img" aria-label=format!("{label}, read as {answer}")>{lines}</svg>
        <p>{words}" "<a href=format!("#{}", misread.drawing) data-testid="misread-to-pad">"Put it on the pad"</a></p>
    }.into_any())
}

#[component]
fn Count(
    set: Memo<Evaluation>,
    label: usize,
    answer: usize,
    said: RwSignal<Option<[usize; 2]>>,
) -> impl IntoView {
    let count = Memo::new(move |_| set.with(|set| set.confusion[label][answer]));
    let kind = if label == answer {
        "count is-right"
    } else {
        "count is-wrong"
    };
    move || {
        (count.get() > 0).then(|| {
            view! {
                <button
                    type="button" class=kind data-testid=format!("confusion-{label}-{answer}")
                    aria-label=move || set.with(|set| set.read_as(label, answer))
                    aria-pressed=move || (said.get() == Some([label, answer])).to_string()
                    on:click=move |_| said.set(Some([label, answer]))
                >{count}</button>
            }
        })
    }
}

/// Whether the probabilities keep what they promise.
#[component]
fn Reliability(set: Memo<Evaluation>) -> impl IntoView {
    let figure = Memo::new(move |_| set.with(reliability));
    let gap = move || set.with(|set| percent(set.reliability.expected_calibration_error));
    view! {
        <div data-testid="reliability">
            <Plot figure class="reliability" />
            <p>"When it says 70 %, is it right seven times in ten? Each dot is a group of digits of which it was about equally sure, larger the more digits; on the broken line it is as often right as it says. On average it is off by "{gap}". Nearly all digits are in the dot at the top: in the others there are few, and chance moves them."</p>
        </div>
    }
}

/// The share read right as something changes.
#[component]
fn Robustness(measured: StoredValue<Measured>) -> impl IntoView {
    let plots = measured.with_value(Measured::changes);
    let plots = plots.into_iter().map(|sampled| {
        view! { <li><Plot figure=Signal::stored(robustness(&sampled)) class="robustness" /></li> }
    });
    let places = measured.with_value(Measured::places);
    let places = places.map(|least| {
        format!("Where on the pad a digit is drawn does not matter: in each corner at least {least} are read right. ")
    });
    view! {
        <p>{places}"Below, the share of pen-dev\u{2019}s drawings that is read right as one thing is changed; the band is its uncertainty. What is turned here you can turn yourself under \u{201c}What changes the answer?\u{201d}."</p>
        <ul class="knobs" data-testid="robustness">{plots.collect_view()}</ul>
    }
}
