//! A drawing as a PNG file, the pad as it is, in black on white; and a figure as one.
//!
//! The browser paints and packs it, so that no encoder is in the page. It is the one place that
//! reads a canvas, and what it reads is only handed out: a browser that alters what it gives back,
//! against fingerprinting, alters a saved picture and no answer of the network.

use ink::Drawing;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, Path2d, window};

use super::canvas;
use super::files::FileError;
use crate::state::inside::figure::{Align, Figure, Mark, hex};

/// Pixels along each side.
pub const SIDE: u32 = 1024;

/// Pixels to a unit of a figure.
const FIGURE_SCALE: f64 = 4.0;

/// The drawing, whose unit is the pad's side, as a file's bytes. Ink beyond the pad is cut off.
///
/// # Errors
/// Where the browser cannot paint or pack it.
pub async fn of_drawing(drawing: &Drawing) -> Result<Vec<u8>, FileError> {
    packed(painted(drawing)).await
}

/// The figure, on white, as a file's bytes.
///
/// # Errors
/// Where the browser cannot paint or pack it.
pub async fn of_figure(figure: &Figure) -> Result<Vec<u8>, FileError> {
    packed(plotted(figure)).await
}

async fn packed(canvas: Result<HtmlCanvasElement, JsValue>) -> Result<Vec<u8>, FileError> {
    let bytes = match canvas {
        Ok(canvas) => bytes(&canvas).await,
        Err(error) => Err(error),
    };
    bytes.map_err(FileError::because(FileError::NotPainted))
}

async fn bytes(canvas: &HtmlCanvasElement) -> Result<Vec<u8>, JsValue> {
    // The promise's own `resolve` takes the blob.
    let mut refused = Ok(());
    let blob = Promise::new(&mut |resolve, _| refused = canvas.to_blob(&resolve));
    refused?;
    let blob: Blob = JsFuture::from(blob)
        .await?
        .dyn_into()
        .map_err(|_| "the browser gave no file")?;
    let buffer = JsFuture::from(blob.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn painted(drawing: &Drawing) -> Result<HtmlCanvasElement, JsValue> {
    let (canvas, context) = paper([SIDE; 2])?;
    canvas::ink(&context, drawing, f64::from(SIDE), "#000");
    Ok(canvas)
}

fn plotted(figure: &Figure) -> Result<HtmlCanvasElement, JsValue> {
    let size = figure
        .size
        .map(|side| (f64::from(side) * FIGURE_SCALE).ceil() as u32);
    let (canvas, context) = paper(size)?;
    context.scale(FIGURE_SCALE, FIGURE_SCALE)?;
    context.set_line_cap("round");
    context.set_line_join("round");
    for mark in &figure.marks {
        plot(&context, mark)?;
    }
    Ok(canvas)
}

fn plot(context: &CanvasRenderingContext2d, mark: &Mark) -> Result<(), JsValue> {
    context.set_global_alpha(1.0);
    match mark {
        Mark::Line(path, stroke) => {
            let dashes = if stroke.dashed { &[3.0, 2.0][..] } else { &[] };
            let dashes: Array = dashes.iter().copied().map(JsValue::from_f64).collect();
            context.set_line_dash(&dashes)?;
            context.set_global_alpha(f64::from(stroke.opacity));
            context.set_stroke_style_str(&hex(stroke.tone.on_white()));
            context.set_line_width(f64::from(stroke.width));
            context.stroke_with_path(&Path2d::new_with_path_string(path)?);
        }
        Mark::Area(path, tone) => {
            context.set_fill_style_str(&hex(tone.on_white()));
            context.fill_with_path_2d(&Path2d::new_with_path_string(path)?);
        }
        Mark::Cell(place, [red, green, blue, covers]) => {
            context.set_global_alpha(f64::from(*covers) / 255.0);
            context.set_fill_style_str(&hex([*red, *green, *blue]));
            let [left, top, width, height] = place.map(f64::from);
            context.fill_rect(left, top, width, height);
        }
        Mark::Words(words, lettering) => {
            context.set_fill_style_str(&hex(lettering.tone.on_white()));
            context.set_font(&format!("{}px sans-serif", lettering.size));
            context.set_text_align(match lettering.align {
                Align::Start => "start",
                Align::Middle => "center",
                Align::End => "end",
            });
            let [x, y] = lettering.at.map(f64::from);
            context.fill_text(words, x, y)?;
        }
    }
    Ok(())
}

/// A canvas of so many pixels, white.
fn paper(
    [width, height]: [u32; 2],
) -> Result<(HtmlCanvasElement, CanvasRenderingContext2d), JsValue> {
    let document = window().and_then(|window| window.document());
    let document = document.ok_or("there is no document")?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas::context(&canvas).map_err(|error| error.to_string())?;
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, f64::from(width), f64::from(height));
    Ok((canvas, context))
}
