//! Heatmaps and their legends.

use leptos::html;
use leptos::prelude::*;

use super::save_figure::SaveFigure;
use crate::figure::color::ColorScale;
use crate::figure::feature_grid::{Grid, max_abs};
use crate::figure::{cell_colors, heatmap_figure};
use platform::canvas::write_pixels;
use text::number_format::with_minus_sign;

/// A grid of values as colours.
#[component]
pub(super) fn Heatmap(
    #[prop(into)] grid: Signal<Grid>,
    scale: ColorScale,
    /// A description for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The ink under the colours: a pixel for each value, 0 = paper.
    #[prop(into, optional)]
    ink: Signal<Vec<u8>>,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            grid.with(|grid| {
                let pixels = ink.with(|ink| cell_colors(grid, scale, ink)).concat();
                write_pixels(&canvas, &pixels, grid.width)
            })
            .unwrap_or_else(|error| leptos::logging::error!("{error}"));
        }
    });
    view! { <canvas node_ref=canvas class="heatmap" width="28" height="28" role="img" aria-label=label></canvas> }
}

/// The colour scale of a heatmap, with the values at its ends.
#[component]
pub(super) fn Legend(#[prop(into)] grid: Signal<Grid>, scale: ColorScale) -> impl IntoView {
    const STEPS: u8 = 64;
    let max = Memo::new(move |_| grid.with(|grid| max_abs(&grid.values)));
    let bar = Memo::new(move |_| {
        let (min, max) = (scale.min_value(max.get()), max.get());
        let value = |step: u8| min + (max - min) * f32::from(step) / f32::from(STEPS - 1);
        Grid {
            width: usize::from(STEPS),
            values: (0..STEPS).map(value).collect(),
        }
    });
    let middle = match scale {
        ColorScale::Sequential => None,
        ColorScale::Diverging => Some(view! { <span>"0"</span> }),
    };
    view! {
        <div class="legend">
            <Heatmap grid=bar scale label=text::INSPECTOR.common.legend />
            <p class="legend-ends">
                <span>{move || with_minus_sign(format_args!("{:.2}", scale.min_value(max.get())))}</span>
                {middle}
                <span>{move || format!("{:.2}", max.get())}</span>
            </p>
        </div>
    }
}

/// Buttons that save a heatmap with its legend.
#[component]
pub(super) fn SaveHeatmap(
    /// The file name, without the extension.
    #[prop(into)]
    name: Signal<String>,
    /// The title of the figure.
    #[prop(into)]
    title: Signal<String>,
    #[prop(into)] grid: Signal<Grid>,
    scale: ColorScale,
    /// The ink under the colours.
    #[prop(into, optional)]
    ink: Signal<Vec<u8>>,
) -> impl IntoView {
    let figure = move || {
        let (name, title) = (name.get_untracked(), title.get_untracked());
        grid.with_untracked(|grid| {
            let has_values = !grid.values.is_empty();
            has_values
                .then(|| ink.with_untracked(|ink| heatmap_figure(&name, &title, grid, scale, ink)))
        })
    };
    view! { <SaveFigure figure=Callback::new(move |()| figure()) title /> }
}

/// Returns a grid of the pixel values of a raster. An empty vector gives an empty grid.
pub(super) fn raster_grid(values: Vec<f32>) -> Grid {
    Grid {
        width: ink::SIDE,
        values,
    }
}
