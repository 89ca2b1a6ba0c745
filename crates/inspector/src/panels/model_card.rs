//! The model card: training, accuracy, robustness and limitations, as `cargo model-card` measured them.

use ink::link;
use ink::svg::stroke_path;
use leptos::prelude::*;
use recognition::model_card::{ModelCard, TestSet};

use super::figure::FigureView;
use super::save_figure::SaveFigure;
use crate::model_card::{
    cell_text, confusion_figure, mistakes_text, model_card, reliability_figure, robustness_figure,
};

/// Index of the pen drawings among the test sets. They are selected initially, because the user draws too.
const DRAWINGS: usize = 1;

/// A cell of the confusion matrix: label, prediction.
type Cell = [usize; 2];

/// The model card.
#[component]
pub fn ModelCardPanel() -> impl IntoView {
    let strings = &text::INSPECTOR.model_card;
    let card = StoredValue::new(model_card());
    let sets = card.with_value(|card| card.test_sets.clone());
    let names = sets.each_ref().map(|set| (strings.dataset)(&set.dataset));
    let accuracies = sets.each_ref().map(|set| {
        view! { <li><b>{(strings.dataset)(&set.dataset)}": "</b>{(strings.accuracy)(set)}</li> }
    });
    let selected = RwSignal::new(DRAWINGS);
    let buttons = names.into_iter().enumerate().rev().map(|(index, name)| {
        view! {
            <button
                type="button" class="button" data-testid=format!("set-{index}")
                aria-pressed=move || (selected.get() == index).to_string()
                on:click=move |_| selected.set(index)
            >{name}</button>
        }
    });
    let buttons = buttons.collect_view();
    let set = Memo::new(move |_| sets[selected.get()].clone());
    let limitations = strings
        .limitations
        .map(|limitation| view! { <li>{limitation}</li> });
    view! {
        <h3>{strings.training_heading}</h3>
        <p>{card.with_value(strings.training)}</p>
        <h3>{strings.accuracy_heading}</h3>
        <ul class="facts">{accuracies.into_iter().collect_view()}</ul>
        <p>{strings.test_sets}</p>
        <div class="button-group" role="group" aria-label=strings.select_dataset>{buttons}</div>
        <div class="figure-pair">
            <ConfusionMatrix set card />
            <ReliabilityDiagram set />
        </div>
        <h3>{strings.robustness_heading}</h3>
        <RobustnessCurves card />
        <h3>{strings.limitations_heading}</h3>
        <ul class="facts">
            <li>{card.with_value(strings.ood)}</li>
            {limitations.into_iter().collect_view()}
        </ul>
    }
}

/// The confusion matrix. Each count is a button that shows a sentence about it and, for a mistake, an example.
#[component]
fn ConfusionMatrix(set: Memo<TestSet>, card: StoredValue<ModelCard>) -> impl IntoView {
    let strings = &text::INSPECTOR.model_card.confusion;
    let selected = RwSignal::new(None::<Cell>);
    let text = move || match selected.get() {
        Some([label, predicted]) => set.with(|set| cell_text(set, label, predicted)),
        None => set.with(|set| format!("{} {}", mistakes_text(set), strings.select_cell)),
    };
    let head = (0..10).map(|predicted| view! { <th scope="col">{predicted}</th> });
    let row = move |label: usize| {
        let cells = (0..10).map(|predicted| {
            view! { <td><CellButton set cell=[label, predicted] selected /></td> }
        });
        view! { <tr><th scope="row">{label}</th>{cells.collect_view()}</tr> }
    };
    let figure = Callback::new(move |()| Some(set.with_untracked(confusion_figure)));
    view! {
        <div class="confusion-matrix">
            <table data-testid="confusion">
                <caption>{strings.caption}</caption>
                <thead><tr><td></td>{head.collect_view()}</tr></thead>
                <tbody>{(0..10).map(row).collect_view()}</tbody>
            </table>
            <div class="misread-example">
                <p role="status" data-testid="confusion-said">{text}</p>
                {move || selected.get().and_then(|cell| example(card, cell))}
            </div>
            <SaveFigure figure title=strings.save_title.to_owned() />
        </div>
    }
}

/// An example of a mistake, with a link that opens it on the pad; `None` for a correct prediction.
fn example(card: StoredValue<ModelCard>, [label, predicted]: Cell) -> Option<AnyView> {
    if label == predicted {
        return None;
    }
    let strings = &text::INSPECTOR.model_card.confusion;
    let example = card.with_value(|card| card.misread_example(label, predicted).cloned());
    let Some(example) = example else {
        return Some(view! { <p>{(strings.no_example)(label, predicted)}</p> }.into_any());
    };
    let strokes = link::parse(&example.drawing).unwrap_or_default().strokes;
    let paths = strokes
        .iter()
        .map(|stroke| view! { <path d=stroke_path(stroke)></path> })
        .collect_view();
    let figure_label = (strings.example_figure)(label, predicted);
    Some(view! {
        <svg class="thumbnail" viewBox="0.15 0.15 0.7 0.7" role="img" aria-label=figure_label>{paths}</svg>
        <p>
            {(strings.example)(label, predicted)}" "
            <a href=format!("#{}", example.drawing) data-testid="misread-to-pad">{strings.open_example}</a>
        </p>
    }.into_any())
}

/// The button of a cell; nothing if the count is 0.
#[component]
fn CellButton(set: Memo<TestSet>, cell: Cell, selected: RwSignal<Option<Cell>>) -> impl IntoView {
    let [label, predicted] = cell;
    let count = Memo::new(move |_| set.with(|set| set.confusion[label][predicted]));
    let class = if label == predicted {
        "count is-correct"
    } else {
        "count is-mistake"
    };
    move || {
        (count.get() > 0).then(|| {
            view! {
                <button
                    type="button" class=class data-testid=format!("confusion-{label}-{predicted}")
                    aria-label=move || set.with(|set| cell_text(set, label, predicted))
                    aria-pressed=move || (selected.get() == Some(cell)).to_string()
                    on:click=move |_| selected.set(Some(cell))
                >{count}</button>
            }
        })
    }
}

/// The reliability diagram and its explanation.
#[component]
fn ReliabilityDiagram(set: Memo<TestSet>) -> impl IntoView {
    let strings = &text::INSPECTOR.model_card.reliability;
    let figure = Memo::new(move |_| set.with(reliability_figure));
    let explanation = move || (strings.explanation)(set.with(|set| set.expected_calibration_error));
    view! {
        <div data-testid="reliability">
            <FigureView figure class="reliability" />
            <p>{explanation}</p>
        </div>
    }
}

/// The robustness curves.
#[component]
fn RobustnessCurves(card: StoredValue<ModelCard>) -> impl IntoView {
    let strings = &text::INSPECTOR.model_card;
    let figures = card.with_value(|card| {
        card.curves
            .iter()
            .map(robustness_figure)
            .collect::<Vec<_>>()
    });
    let figures = figures.into_iter().map(|figure| {
        view! { <li><FigureView figure=Signal::stored(figure) class="robustness" /></li> }
    });
    view! {
        <p>{(strings.robustness)(card.with_value(|card| card.worst_position_accuracy))}</p>
        <ul class="curves" data-testid="robustness">{figures.collect_view()}</ul>
    }
}
