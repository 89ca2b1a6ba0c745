//! Encodes drawings and figures as PNG files.
//!
//! The browser renders and encodes them, so the page contains no encoder. This is the only module that reads the pixels
//! of a canvas. Some browsers alter them to prevent fingerprinting. That can change an exported file, never an answer.

use ink::Drawing;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, Path2d, window};

use super::canvas;
use super::files::FileError;
use crate::state::inspector::figure::{Figure, Shape, TextAnchor, hex_color};

/// Side of a drawing's image.
pub const SIDE_PX: u32 = 1024;

/// Pixels per unit of a figure.
const FIGURE_SCALE: f64 = 4.0;

/// Encodes a drawing, black on white. Its unit is the pad's side; ink outside the pad is cut off.
///
/// # Errors
/// If the browser cannot render or encode it.
pub async fn encode_drawing(drawing: &Drawing) -> Result<Vec<u8>, FileError> {
    encode(render_drawing(drawing)).await
}

/// Encodes a figure on a white background.
///
/// # Errors
/// If the browser cannot render or encode it.
pub async fn encode_figure(figure: &Figure) -> Result<Vec<u8>, FileError> {
    encode(render_figure(figure)).await
}

async fn encode(canvas: Result<HtmlCanvasElement, JsValue>) -> Result<Vec<u8>, FileError> {
    let bytes = match canvas {
        Ok(canvas) => png_bytes(&canvas).await,
        Err(error) => Err(error),
    };
    bytes.map_err(FileError::from_js(FileError::RenderFailed))
}

async fn png_bytes(canvas: &HtmlCanvasElement) -> Result<Vec<u8>, JsValue> {
    // `to_blob` takes a callback; `resolve` turns it into a promise.
    let mut started = Ok(());
    let blob = Promise::new(&mut |resolve, _| started = canvas.to_blob(&resolve));
    started?;
    // The blob is null if the browser could not encode the canvas.
    let blob: Blob = JsFuture::from(blob)
        .await?
        .dyn_into()
        .map_err(|_| "toBlob: null")?;
    let buffer = JsFuture::from(blob.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn render_drawing(drawing: &Drawing) -> Result<HtmlCanvasElement, JsValue> {
    let (canvas, context) = white_canvas([SIDE_PX; 2])?;
    canvas::draw_strokes(&context, drawing, f64::from(SIDE_PX), "#000");
    Ok(canvas)
}

fn render_figure(figure: &Figure) -> Result<HtmlCanvasElement, JsValue> {
    let size = figure
        .size
        .map(|side| (f64::from(side) * FIGURE_SCALE).ceil() as u32);
    let (canvas, context) = white_canvas(size)?;
    context.scale(FIGURE_SCALE, FIGURE_SCALE)?;
    context.set_line_cap("round");
    context.set_line_join("round");
    for shape in &figure.shapes {
        draw_shape(&context, shape)?;
    }
    Ok(canvas)
}

fn draw_shape(context: &CanvasRenderingContext2d, shape: &Shape) -> Result<(), JsValue> {
    context.set_global_alpha(1.0);
    match shape {
        Shape::Line(path, style) => {
            let dashes = if style.is_dashed {
                &[3.0, 2.0][..]
            } else {
                &[]
            };
            let dashes: Array = dashes.iter().copied().map(JsValue::from_f64).collect();
            context.set_line_dash(&dashes)?;
            context.set_global_alpha(f64::from(style.opacity));
            context.set_stroke_style_str(&hex_color(style.color.light_rgb()));
            context.set_line_width(f64::from(style.width));
            context.stroke_with_path(&Path2d::new_with_path_string(path)?);
        }
        Shape::Area(path, color) => {
            context.set_fill_style_str(&hex_color(color.light_rgb()));
            context.fill_with_path_2d(&Path2d::new_with_path_string(path)?);
        }
        Shape::Rect(rect, [red, green, blue, alpha]) => {
            context.set_global_alpha(f64::from(*alpha) / 255.0);
            context.set_fill_style_str(&hex_color([*red, *green, *blue]));
            let [left, top, width, height] = rect.map(f64::from);
            context.fill_rect(left, top, width, height);
        }
        Shape::Text(text, style) => {
            context.set_fill_style_str(&hex_color(style.color.light_rgb()));
            context.set_font(&format!("{}px sans-serif", style.font_size));
            context.set_text_align(match style.anchor {
                TextAnchor::Start => "start",
                TextAnchor::Middle => "center",
                TextAnchor::End => "end",
            });
            let [x, y] = style.position.map(f64::from);
            context.fill_text(text, x, y)?;
        }
    }
    Ok(())
}

/// Creates a white canvas of this size in pixels.
fn white_canvas(
    [width, height]: [u32; 2],
) -> Result<(HtmlCanvasElement, CanvasRenderingContext2d), JsValue> {
    let document = window().and_then(|window| window.document());
    let document = document.ok_or("no document")?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas::context(&canvas).map_err(|error| error.to_string())?;
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, f64::from(width), f64::from(height));
    Ok((canvas, context))
}
