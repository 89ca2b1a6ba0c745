//! A drawing as a PNG file: the pad as it is, in black on white.
//!
//! The browser paints and packs it, so that no encoder is in the page. It is the one place that
//! reads a canvas, and what it reads is only handed out: a browser that alters what it gives back,
//! against fingerprinting, alters a saved picture and no answer of the network.

use ink::Drawing;
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlCanvasElement, window};

use super::canvas;
use super::files::FileError;

/// Pixels along each side.
pub const SIDE: u32 = 1024;

/// The drawing, whose unit is the pad's side, as a file's bytes. Ink beyond the pad is cut off.
///
/// # Errors
/// Where the browser cannot paint or pack it.
pub async fn of_drawing(drawing: &Drawing) -> Result<Vec<u8>, FileError> {
    let packed = packed(drawing).await;
    packed.map_err(FileError::because(FileError::NotPainted))
}

async fn packed(drawing: &Drawing) -> Result<Vec<u8>, JsValue> {
    let canvas = painted(drawing)?;
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
    let document = window().and_then(|window| window.document());
    let document = document.ok_or("there is no document")?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width(SIDE);
    canvas.set_height(SIDE);
    let context = canvas::context(&canvas).map_err(|error| error.to_string())?;
    let side = f64::from(SIDE);
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, side, side);
    canvas::ink(&context, drawing, side, "#000");
    Ok(canvas)
}
