//! Encodes drawings and SVG images as PNG files.
//!
//! The browser renders and encodes them, so the page contains no encoder. This is the only module that reads the pixels
//! of a canvas. Some browsers alter them to prevent fingerprinting. That can change an exported file, never an answer.

use ink::Drawing;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url,
    window,
};

use super::canvas;
use super::files::FileError;

/// Side of a drawing's image.
pub const SIDE_PX: u32 = 1024;

/// Encodes a drawing, black on white. Its unit is the pad's side; ink outside the pad is cut off.
///
/// # Errors
/// If the browser cannot render or encode it.
pub async fn encode_drawing(drawing: &Drawing) -> Result<Vec<u8>, FileError> {
    encode(render_drawing(drawing)).await
}

/// Encodes an SVG document that has a width and a height, scaled to this size in pixels, on white.
///
/// # Errors
/// If the browser cannot render or encode it.
pub async fn encode_svg(svg: &str, size_px: [u32; 2]) -> Result<Vec<u8>, FileError> {
    encode(render_svg(svg, size_px).await).await
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

async fn render_svg(svg: &str, size_px: [u32; 2]) -> Result<HtmlCanvasElement, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let parts = Array::of1(&svg.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let image = HtmlImageElement::new()?;
    image.set_src(&url);
    let decoded = JsFuture::from(image.decode()).await;
    Url::revoke_object_url(&url)?;
    decoded?;
    let (canvas, context) = white_canvas(size_px)?;
    let [width, height] = size_px.map(f64::from);
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    Ok(canvas)
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
