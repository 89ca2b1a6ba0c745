//! The layers panel: the output of every layer, and the computation behind one value.

use components::Slider;
use leptos::prelude::*;
use recognition::explanation::{
    LayerKind, LayerOutput, LayerOutputs, ReceptiveField, UnitPosition,
};

use super::feature_maps::FeatureMaps;
use super::heatmap::{Legend, SaveHeatmap};
use crate::figure::color::ColorScale;
use crate::figure::feature_grid::{Grid, dominant_input_map, square_in_grid, tile_maps};
use crate::state::{Event, InspectorState};

/// Number of convolutional blocks.
const BLOCK_COUNT: usize = 3;

/// Width and height of the kernel.
const KERNEL_SIZE: usize = 3;

/// Number of values in a row of the grid of a fully connected layer.
const DENSE_COLUMNS: usize = 32;

/// The layers from the input to the logits, and the computation behind the selected value.
#[component]
pub(super) fn LayersPanel(
    state: RwSignal<InspectorState>,
    on_event: Callback<Event>,
) -> impl IntoView {
    let outputs = Memo::new(move |_| state.with(|state| state.layers().cloned()));
    let count = Memo::new(move |_| {
        outputs.with(|outputs| outputs.as_ref().map_or(0, |outputs| outputs.layers.len()))
    });
    let field = Memo::new(move |_| state.with(|state| state.receptive_field().cloned()));
    let unit = Memo::new(move |_| state.with(InspectorState::unit));
    let layers = move || {
        (0..count.get())
            .map(|index| view! { <Layer index outputs field unit on_event /> })
            .collect_view()
    };
    view! {
        <p>{text::INSPECTOR.layers.intro}</p>
        <ol class="layers" data-testid="layers">{layers}</ol>
        <UnitSliders outputs unit on_event />
        <div class="computation" data-testid="window" aria-live="polite">
            {move || field.get().map(|field| computation(&field, unit.get()))}
        </div>
    }
}

/// The output of a layer.
#[component]
fn Layer(
    index: usize,
    outputs: Memo<Option<LayerOutputs>>,
    field: Memo<Option<ReceptiveField>>,
    unit: Memo<UnitPosition>,
    on_event: Callback<Event>,
) -> impl IntoView {
    let strings = &text::INSPECTOR.layers;
    let layer =
        Memo::new(move |_| outputs.with(|outputs| outputs.as_ref()?.layers.get(index).cloned()));
    let grid = Memo::new(move |_| {
        layer
            .with(|layer| layer.as_ref().map(layer_grid))
            .unwrap_or_default()
    });
    let label = Memo::new(move |_| {
        layer
            .with(|layer| layer.as_ref().map(strings.layer))
            .unwrap_or_default()
    });
    let kind = layer.with_untracked(|layer| layer.as_ref().map(|layer| layer.kind));
    let scale = match kind {
        Some(LayerKind::Input | LayerKind::Logits) => ColorScale::Diverging,
        _ => ColorScale::Sequential,
    };
    let shape = Memo::new(move |_| {
        layer
            .with(|layer| layer.as_ref().map(|layer| layer.shape))
            .unwrap_or([1; 3])
    });
    let block = index
        .checked_sub(1)
        .filter(|_| kind == Some(LayerKind::Block));
    let highlight = Memo::new(move |_| {
        let unit = unit.get();
        if Some(unit.block) == block {
            let corner = [unit.x, unit.y].map(usize::cast_signed);
            return Some(square_in_grid(unit.map, corner, 1, shape.get()));
        }
        field.with(|field| {
            // The receptive field may still be that of the previously selected value.
            let matches_shape = |field: &&ReceptiveField| field.inputs.len() == shape.get()[0];
            let field = field
                .as_ref()
                .filter(|_| unit.block == index)
                .filter(matches_shape)?;
            let corner = kernel_center(unit, field).map(|center| center - 1);
            let map = dominant_input_map(field);
            Some(square_in_grid(map, corner, KERNEL_SIZE, shape.get()))
        })
    });
    let name = Signal::derive(move || (strings.file_name)(index + 1));
    let on_select = Callback::new(move |unit| on_event.run(Event::UnitSelected(unit)));
    view! {
        <li class="layer">
            <p>{label}</p>
            <FeatureMaps grid scale label shape block unit highlight on_select />
            <Legend grid scale />
            <SaveHeatmap name title=label grid scale />
        </li>
    }
}

/// Returns the centre of the kernel, `[x, y]`, at the largest of the four pooled sums.
fn kernel_center(unit: UnitPosition, field: &ReceptiveField) -> [isize; 2] {
    let (right, down) = (field.max_index % 2, field.max_index / 2);
    [2 * unit.x + right, 2 * unit.y + down].map(usize::cast_signed)
}

fn layer_grid(layer: &LayerOutput) -> Grid {
    match layer.kind {
        LayerKind::Input | LayerKind::Block => tile_maps(&layer.values, layer.shape),
        LayerKind::Hidden | LayerKind::Logits => Grid {
            width: layer.values.len().min(DENSE_COLUMNS),
            values: layer.values.clone(),
        },
    }
}

/// Sliders that select a block, a feature map and a pixel.
#[component]
fn UnitSliders(
    outputs: Memo<Option<LayerOutputs>>,
    unit: Memo<UnitPosition>,
    on_event: Callback<Event>,
) -> impl IntoView {
    let strings = &text::INSPECTOR.layers;
    let shape = Memo::new(move |_| {
        let layer = unit.get().block + 1;
        outputs
            .with(|outputs| Some(outputs.as_ref()?.layers.get(layer)?.shape))
            .unwrap_or([1; 3])
    });
    let select = move |unit| on_event.run(Event::UnitSelected(unit));
    let on_block = move |block| {
        select(UnitPosition {
            block,
            ..UnitPosition::default()
        });
    };
    let on_map = move |map| {
        select(UnitPosition {
            map,
            ..unit.get_untracked()
        });
    };
    let on_pixel = move |pixel| {
        let width = shape.get_untracked()[2];
        let (x, y) = (pixel % width, pixel / width);
        select(UnitPosition {
            x,
            y,
            ..unit.get_untracked()
        });
    };
    view! {
        <div class="unit-sliders">
            <IndexSlider label=strings.convolution id="look-block" on_change=on_block
                count=Signal::stored(BLOCK_COUNT) index=Signal::derive(move || unit.get().block) />
            <IndexSlider label=strings.feature_map id="look-map" on_change=on_map
                count=Signal::derive(move || shape.get()[0]) index=Signal::derive(move || unit.get().map) />
            <IndexSlider label=strings.pixel id="look-pixel" on_change=on_pixel
                count=Signal::derive(move || shape.get()[1] * shape.get()[2])
                index=Signal::derive(move || unit.get().y * shape.get()[2] + unit.get().x) />
        </div>
    }
}

/// A slider that selects an index below `count`.
#[component]
fn IndexSlider(
    label: &'static str,
    id: &'static str,
    count: Signal<usize>,
    index: Signal<usize>,
    #[prop(into)] on_change: Callback<usize>,
) -> impl IntoView {
    view! {
        <Slider
            id min=0.0 max=Memo::new(move |_| (count.get() - 1) as f32) step=1.0
            value=Memo::new(move |_| index.get() as f32)
            on_change=move |value| on_change.run(value as usize)
        >
            {label}" "
            <output>{move || (text::INSPECTOR.layers.position)(index.get() + 1, count.get())}</output>
        </Slider>
    }
}

/// The products of the input map that contributes most, and the sum over all input maps.
fn computation(field: &ReceptiveField, unit: UnitPosition) -> impl IntoView + use<> {
    let strings = &text::INSPECTOR.layers;
    let products: Vec<[f32; 9]> = field
        .inputs
        .iter()
        .zip(&field.kernel)
        .map(|(inputs, kernel)| std::array::from_fn(|index| inputs[index] * kernel[index]))
        .collect();
    let sum = |map: usize| products[map].iter().sum::<f32>();
    let dominant = dominant_input_map(field);
    let others = (0..products.len()).filter(|map| *map != dominant);
    let other_sum: f32 = others.map(sum).sum();
    let other_maps =
        (products.len() > 1).then(|| (strings.other_maps)(other_sum, products.len() - 1));
    let total = field.sums[field.max_index];
    view! {
        <p>{(strings.tables)(unit.x + 1, unit.y + 1, unit.map + 1, dominant + 1)}</p>
        <div class="kernel-tables">
            {kernel_table(strings.input, field.inputs[dominant])}<span>"\u{d7}"</span>
            {kernel_table(strings.kernel, field.kernel[dominant])}<span>"="</span>
            {kernel_table(strings.products, products[dominant])}
        </div>
        <p>{format!("{:.3}", sum(dominant))}{other_maps}{(strings.pooling)(field.bias, total, &field.sums)}
            <strong data-testid="window-value">{format!("{:.3}", field.value)}</strong>"."</p>
    }
}

fn kernel_table(caption: &'static str, values: [f32; 9]) -> impl IntoView {
    let rows = values.chunks(KERNEL_SIZE).map(|row| {
        let cells = row
            .iter()
            .map(|value| view! { <td>{format!("{value:.2}")}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! { <table class="kernel-table"><caption>{caption}</caption><tbody>{rows.collect_view()}</tbody></table> }
}
