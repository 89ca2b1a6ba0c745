//! Feature maps side by side, in which the user selects a value with a pointer or the arrow keys.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use recognition::explanation::UnitPosition;

use super::heatmap::Heatmap;
use crate::figure::color::ColorScale;
use crate::figure::feature_grid::{Grid, adjacent_unit, unit_at};
use platform::dom_events::{arrow_direction, click_position};

/// The feature maps of one layer.
#[component]
pub(super) fn FeatureMaps(
    #[prop(into)] grid: Signal<Grid>,
    scale: ColorScale,
    #[prop(into)] label: Signal<String>,
    /// Maps, rows and columns.
    #[prop(into)]
    shape: Signal<[usize; 3]>,
    /// The block whose output this is; `None` if no value can be selected.
    block: Option<usize>,
    /// The selected value, in any layer.
    unit: Memo<UnitPosition>,
    /// The highlighted box: left, top, width and height in fractions of the grid.
    #[prop(into)]
    highlight: Signal<Option<[f32; 4]>>,
    on_select: Callback<UnitPosition>,
) -> impl IntoView {
    let select = move |selected: Option<[usize; 3]>| {
        if let (Some([map, x, y]), Some(block)) = (selected, block) {
            let next = UnitPosition { block, map, x, y };
            if unit.get_untracked() != next {
                on_select.run(next);
            }
        }
    };
    let on_point = move |event: MouseEvent| {
        let position = click_position(&event);
        select(position.and_then(|position| unit_at(position, shape.get_untracked())));
    };
    let on_key = move |event: KeyboardEvent| {
        let Some(direction) = arrow_direction(&event).filter(|_| block.is_some()) else {
            return;
        };
        event.prevent_default();
        let selected = unit.get_untracked();
        // If the selected value is in another layer, the first key starts from this layer's corner.
        let from = if Some(selected.block) == block {
            [selected.map, selected.x, selected.y]
        } else {
            [0; 3]
        };
        select(adjacent_unit(from, direction, shape.get_untracked()));
    };
    let highlight = move || {
        highlight.get().map(|fractions| {
            let [left, top, width, height] = fractions.map(|fraction| format!("{:.3}%", fraction * 100.0));
            view! { <span class="highlight" style:left=left style:top=top style:width=width style:height=height></span> }
        })
    };
    let group_label = move || label.with(|label| (text::INSPECTOR.layers.select_value)(label));
    match block {
        Some(_) => view! {
            <div
                class="feature-maps" role="group" tabindex="0" aria-label=group_label
                data-testid=block.map(|block| format!("maps-{block}"))
                on:click=on_point
                on:pointermove=move |event| on_point(event.into())
                on:keydown=on_key
            >
                <Heatmap grid scale label />
                {highlight}
            </div>
        }
        .into_any(),
        None => view! { <div class="feature-maps"><Heatmap grid scale label />{highlight}</div> }
            .into_any(),
    }
}
