//! Through the network: what every layer gives, and the sum behind one value.

use leptos::prelude::*;
use net::explain::{Inside, Kind, Place, Shown, Window};

use super::heat::{Legend, SaveGrid};
use super::maps::Maps;
use crate::browser::form::number;
use crate::state::inside::colour::Scale;
use crate::state::inside::picture::{Grid, share_of, side_by_side, strongest};
use crate::state::inside::{Look, Turn};

/// The layers from the input to the logits, and one value of them.
#[component]
pub(super) fn Layers(look: RwSignal<Look>, on_turn: Callback<Turn>) -> impl IntoView {
    let inside = Memo::new(move |_| look.with(|look| look.layers().cloned()));
    let count = Memo::new(move |_| {
        inside.with(|inside| inside.as_ref().map_or(0, |inside| inside.layers.len()))
    });
    let window = Memo::new(move |_| look.with(|look| look.window().cloned()));
    let place = Memo::new(move |_| look.with(Look::place));
    let layers = move || {
        (0..count.get())
            .map(|index| view! { <Layer index inside window place on_turn /> })
            .collect_view()
    };
    view! {
        <p>"Bright is strong, on one scale for each layer. Point at a value of a feature map, tap it, or choose it by arrow keys or the sliders, to see how it came about: the box in the layer above is what it was computed from."</p>
        <ol class="layers" data-testid="layers">{layers}</ol>
        <Chooser inside place on_turn />
        <div class="window" data-testid="window" aria-live="polite">
            {move || window.get().map(|window| sum(&window, place.get()))}
        </div>
    }
}

#[component]
fn Layer(
    index: usize,
    inside: Memo<Option<Inside>>,
    window: Memo<Option<Window>>,
    place: Memo<Place>,
    on_turn: Callback<Turn>,
) -> impl IntoView {
    let shown =
        Memo::new(move |_| inside.with(|inside| inside.as_ref()?.layers.get(index).cloned()));
    let grid = Memo::new(move |_| {
        shown
            .with(|shown| shown.as_ref().map(laid_out))
            .unwrap_or_default()
    });
    let words = Memo::new(move |_| {
        shown
            .with(|shown| shown.as_ref().map(in_words))
            .unwrap_or_default()
    });
    let kind = shown.with_untracked(|shown| shown.as_ref().map(|shown| shown.kind));
    let scale = match kind {
        Some(Kind::Input | Kind::Logits) => Scale::Diverging,
        _ => Scale::Sequential,
    };
    let shape = Memo::new(move |_| {
        shown
            .with(|shown| shown.as_ref().map(|shown| shown.shape))
            .unwrap_or([1; 3])
    });
    let block = index.checked_sub(1).filter(|_| kind == Some(Kind::Block));
    let marked = Memo::new(move |_| {
        let place = place.get();
        if Some(place.block) == block {
            let corner = [place.x, place.y].map(usize::cast_signed);
            return Some(share_of(place.map, corner, 1, shape.get()));
        }
        window.with(|window| {
            // The sum of a place that was looked at before may still be on show.
            let is_ours = |window: &&Window| window.inputs.len() == shape.get()[0];
            let window = window
                .as_ref()
                .filter(|_| place.block == index)
                .filter(is_ours)?;
            let corner = read_from(place, window).map(|centre| centre - 1);
            Some(share_of(strongest(window), corner, 3, shape.get()))
        })
    });
    let name = Signal::derive(move || format!("layer-{}", index + 1));
    view! {
        <li class="layer">
            <p>{words}</p>
            <Maps grid scale label=words shape block place marked on_look=Callback::new(move |place| on_turn.run(Turn::Look(place))) />
            <Legend grid scale />
            <SaveGrid name title=words grid scale />
        </li>
    }
}

/// The middle of what lies under the kernel where the largest of the pooled sums is, column first.
fn read_from(place: Place, window: &Window) -> [isize; 2] {
    let (right, down) = (window.largest % 2, window.largest / 2);
    [2 * place.x + right, 2 * place.y + down].map(usize::cast_signed)
}

fn laid_out(shown: &Shown) -> Grid {
    match shown.kind {
        Kind::Input | Kind::Block => side_by_side(&shown.values, shown.shape),
        Kind::Hidden | Kind::Logits => Grid {
            width: shown.values.len().min(32),
            values: shown.values.clone(),
        },
    }
}

fn in_words(shown: &Shown) -> String {
    let [maps, height, width] = shown.shape;
    let parameters = shown.parameters;
    match shown.kind {
        Kind::Input => format!("Input: {height} by {width}, normalised"),
        Kind::Block => format!(
            "3 by 3 convolution, ReLU, pooling: {maps} maps of {height} by {width}, {parameters} parameters"
        ),
        Kind::Hidden => format!("Dense, ReLU: {maps} values, {parameters} parameters"),
        Kind::Logits => format!("Dense: {maps} logits, 0 to 9, {parameters} parameters"),
    }
}

/// Sliders for the block, the map and the pixel that are looked at.
#[component]
fn Chooser(
    inside: Memo<Option<Inside>>,
    place: Memo<Place>,
    on_turn: Callback<Turn>,
) -> impl IntoView {
    let shape = Memo::new(move |_| {
        let block = place.get().block + 1;
        inside
            .with(|inside| Some(inside.as_ref()?.layers.get(block)?.shape))
            .unwrap_or([1; 3])
    });
    let look = move |change: fn(&mut Place, usize, [usize; 3]), value: f32| {
        let mut place = place.get_untracked();
        change(&mut place, value as usize, shape.get_untracked());
        on_turn.run(Turn::Look(place));
    };
    view! {
        <div class="chooser">
            <Slide name="Convolution" testid="look-block" most=Signal::stored(2) at=Signal::derive(move || place.get().block)
                on_move=move |value| look(|place, block, _| *place = Place { block, ..Place::default() }, value) />
            <Slide name="Feature map" testid="look-map" most=Signal::derive(move || shape.get()[0] - 1) at=Signal::derive(move || place.get().map)
                on_move=move |value| look(|place, map, _| place.map = map, value) />
            <Slide name="Pixel" testid="look-pixel" most=Signal::derive(move || shape.get()[1] * shape.get()[2] - 1)
                at=Signal::derive(move || place.get().y * shape.get()[2] + place.get().x)
                on_move=move |value| look(|place, pixel, [_, _, width]| (place.x, place.y) = (pixel % width, pixel / width), value) />
        </div>
    }
}

#[component]
fn Slide(
    name: &'static str,
    testid: &'static str,
    most: Signal<usize>,
    at: Signal<usize>,
    #[prop(into)] on_move: Callback<f32>,
) -> impl IntoView {
    view! {
        <label class="slider">
            <span>{name}" "<output>{move || format!("{} of {}", at.get() + 1, most.get() + 1)}</output></span>
            <input
                type="range" min="0" step="1" data-testid=testid
                max=move || most.get().to_string()
                prop:value=move || at.get().to_string()
                on:input=move |event| if let Some(value) = number(&event) { on_move.run(value) }
            />
        </label>
    }
}

/// The products and the sum: all nine where one map is read, else the nine of the map that counts most.
fn sum(window: &Window, place: Place) -> impl IntoView + use<> {
    let products: Vec<[f32; 9]> = window
        .inputs
        .iter()
        .zip(&window.kernel)
        .map(|(inputs, kernel)| std::array::from_fn(|tap| inputs[tap] * kernel[tap]))
        .collect();
    let total = |map: usize| products[map].iter().sum::<f32>();
    let strongest = strongest(window);
    let rest: f32 = (0..products.len())
        .filter(|map| *map != strongest)
        .map(total)
        .sum();
    let rest = (products.len() > 1)
        .then(|| format!(" + {rest:.3} from the other {} maps", products.len() - 1));
    let all = window.sums.map(|sum| format!("{sum:.3}")).join(", ");
    view! {
        <p>{format!("Column {}, row {} of map {}: the input under the kernel, the kernel, their products, of the input map that counts most ({}).",
            place.x + 1, place.y + 1, place.map + 1, strongest + 1)}</p>
        <div class="grids">
            {grid("Input", window.inputs[strongest])}<span>"\u{d7}"</span>
            {grid("Kernel", window.kernel[strongest])}<span>"="</span>
            {grid("Products", products[strongest])}
        </div>
        <p>{format!("{:.3}", total(strongest))}{rest}
            {format!(" + bias {:.3} = {:.3}. The four sums pooled are {all}; the largest, and at least 0, is ", window.bias, window.sums[window.largest])}
            <strong data-testid="window-value">{format!("{:.3}", window.value)}</strong>"."</p>
    }
}

fn grid(name: &'static str, values: [f32; 9]) -> impl IntoView {
    let rows = values.chunks(3).map(|row| {
        let cells = row
            .iter()
            .map(|value| view! { <td>{format!("{value:.2}")}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! { <table class="taps"><caption>{name}</caption><tbody>{rows.collect_view()}</tbody></table> }
}
