//! Importing and exporting pictures and drawings. An invalid file changes nothing.

use anyhow::{Context, Result};
use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, InkBox, Page};
use fantoccini::Locator;
use ink::record;
use tempfile::NamedTempFile;

/// A JavaScript expression for a PNG file with a picture of a 7.
pub(super) const PICTURE_OF_7: &str = "await new Promise((done) => {
    const canvas = document.createElement('canvas');
    canvas.width = 400; canvas.height = 300;
    const context = canvas.getContext('2d');
    context.fillStyle = '#eee'; context.fillRect(0, 0, 400, 300);
    context.lineWidth = 18; context.strokeStyle = '#223';
    context.stroke(new Path2D('M150 70H250L190 240'));
    canvas.toBlob((blob) => done(new File([blob], 'seven.png', { type: 'image/png' })));
})";

/// Pastes or drops a file, given as a JavaScript expression, on the page.
pub(super) async fn dispatch_file(page: &Page, event: &str, file: &str) -> Result<()> {
    let script = format!(
        "return (async () => {{
            const files = new DataTransfer();
            files.items.add({file});
            const options = {{ bubbles: true, cancelable: true }};
            document.body.dispatchEvent('{event}' === 'paste'
                ? new ClipboardEvent('paste', {{ ...options, clipboardData: files }})
                : new DragEvent('{event}', {{ ...options, dataTransfer: files }}));
        }})()"
    );
    page.evaluate(&script).await
}

fn text_file(text: &str) -> String {
    format!("new File([{text:?}], 'file')")
}

#[test]
fn a_pasted_or_dropped_picture_is_read() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        for event in ["paste", "drop"] {
            dispatch_file(page, event, PICTURE_OF_7).await?;
            page.wait_for_prediction("7").await?;
            page.wait_for_toast("Opened").await?;
            assert!(
                page.ink_box().await?.is_some(),
                "the pad must show the picture's ink"
            );
            page.erase().await?;
        }
        Ok(())
    });
}

#[test]
fn a_stroke_replaces_a_picture_and_undo_restores_it() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        dispatch_file(page, "paste", PICTURE_OF_7).await?;
        page.wait_for_prediction("7").await?;
        page.draw(&golden_drawing(1)).await?;
        page.wait_for_prediction("1").await?;
        page.click("undo").await?;
        page.click("undo").await?;
        page.wait_for_prediction("7").await
    });
}

#[test]
fn a_drawing_is_imported_with_the_button() {
    let json = record::to_json(&[record::Record {
        drawing: golden_drawing(4),
        ..record::Record::default()
    }]);
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        let _file = select_file(page, ".json", json.as_bytes()).await?;
        page.wait_for_prediction("4").await
    });
}

#[test]
fn a_picture_is_imported_with_the_button() {
    BrowserSession::default().run(import_picture_of_7);
}

/// Imports a picture of a 7 with the button and waits until it is read.
pub(super) async fn import_picture_of_7(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    let picture = picture_of_7(page).await?;
    let _file = select_file(page, ".png", &picture).await?;
    page.wait_for_prediction("7").await?;
    page.wait_for_toast("Opened").await
}

/// Returns the bytes of a PNG with a picture of a 7.
pub(super) async fn picture_of_7(page: &Page) -> Result<Vec<u8>> {
    let bytes =
        format!("return (async () => [...new Uint8Array(await ({PICTURE_OF_7}).arrayBuffer())])()");
    page.evaluate(&bytes).await
}

/// Writes these bytes to a temporary file and selects it in the file dialog of the first button. The file is deleted
/// when the returned value is dropped.
pub(super) async fn select_file(page: &Page, suffix: &str, bytes: &[u8]) -> Result<NamedTempFile> {
    let file = NamedTempFile::with_suffix(suffix)?;
    std::fs::write(file.path(), bytes)?;
    page.open_disclosure("exchange").await?;
    let inputs = page.client().find_all(Locator::Css("input[type=file]"));
    let inputs = inputs.await?;
    let input = inputs.first().context("the page has no file input")?;
    let path = file.path().to_str().context("the path is not UTF-8")?;
    input.send_keys(path).await?;
    Ok(file)
}

#[test]
fn an_invalid_file_is_explained_and_changes_nothing() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden_drawing(3)).await?;
        page.wait_for_prediction("3").await?;
        let ink = page.ink_box().await?;
        let truncated = picture_of_7(page).await?[..60].to_vec();
        let invalid: [(Vec<u8>, &str); 7] = [
            (b"%PDF-1.7".into(), "PDF"),
            (
                b"hello".into(),
                "Choose a PNG, JPEG, WebP, GIF or BMP picture",
            ),
            (b"".into(), "empty"),
            (b"{\"strokes\": 7}".into(), "does not contain a drawing"),
            (b"[]".into(), "drawing in this file is empty"),
            (truncated, "damaged"),
            (vec![0; 31_000_000], "too large"),
        ];
        for (bytes, message) in invalid {
            let file = select_file(page, "", &bytes).await?;
            assert_rejected(page, message, ink).await?;
            drop(file);
            let dropped = if bytes.len() > 1000 {
                format!("new File([new Uint8Array({})], 'huge')", bytes.len())
            } else {
                format!("new File([Uint8Array.from({bytes:?})], 'file')")
            };
            dispatch_file(page, "drop", &dropped).await?;
            assert_rejected(page, message, ink).await?;
        }
        Ok(())
    });
}

/// Waits for the error message, checks that the drawing is unchanged, and dismisses the message.
async fn assert_rejected(page: &Page, message: &str, ink: Option<InkBox>) -> Result<()> {
    page.wait_for_toast(message).await?;
    assert_eq!(page.prediction().await?, "3", "after {message:?}");
    assert_eq!(page.ink_box().await?, ink, "after {message:?}");
    let dismiss = page.client().find(Locator::Css(".toast-dismiss"));
    dismiss.await?.click().await?;
    page.wait_until("the toast to disappear", async || {
        Ok(page.toast().await?.is_empty())
    })
    .await
}

#[test]
fn a_photo_from_the_camera_is_read() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        let picture = NamedTempFile::with_suffix(".png")?;
        std::fs::write(picture.path(), picture_of_7(page).await?)?;
        page.open_disclosure("exchange").await?;
        let camera = Locator::Css("input[type=file][capture=environment]");
        let camera = page.client().find(camera).await?;
        let accepted = camera
            .attr("accept")
            .await?
            .context("the input has an `accept` attribute")?;
        assert!(
            accepted.contains("image/jpeg") && !accepted.contains("json"),
            "{accepted}"
        );
        camera
            .send_keys(picture.path().to_str().context("the path is not UTF-8")?)
            .await?;
        page.wait_for_prediction("7").await
    });
}

#[test]
fn a_saved_drawing_can_be_imported() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden_drawing(4)).await?;
        page.wait_for_prediction("4").await?;
        let (ink, probabilities) = (page.ink_box().await?, page.probabilities().await?);
        page.capture_downloads().await?;
        page.click("exchange").await?;
        page.click("save-json").await?;
        let json = page.take_download().await?;
        page.erase().await?;
        dispatch_file(page, "drop", &text_file(&json)).await?;
        page.wait_for_prediction("4").await?;
        let (before, after) = ink.zip(page.ink_box().await?).context("the pad is blank")?;
        // The file contains no stroke widths, so the ink may differ slightly.
        assert!(after.is_close_to(&before), "{before:?} became {after:?}");
        assert_eq!(page.probabilities().await?, probabilities);
        Ok(())
    });
}

#[test]
fn a_drawing_is_saved_as_png_and_svg() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.click("exchange").await?;
        assert!(
            !page.element("save-png").await?.is_enabled().await?,
            "a blank pad cannot be saved"
        );
        page.draw(&golden_drawing(4)).await?;
        page.capture_downloads().await?;
        page.click("save-svg").await?;
        assert!(page.take_download().await?.starts_with("<svg"));
        page.wait_for_toast("drawing.svg").await?;
        page.click("save-png").await?;
        assert!(page.take_download().await?.contains("PNG"));
        page.wait_for_toast("drawing.png").await
    });
}

#[test]
fn a_link_contains_the_drawing() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.allow_clipboard().await?;
        page.draw(&golden_drawing(4)).await?;
        page.wait_for_prediction("4").await?;
        let ink = page.ink_box().await?.context("the pad is blank")?;
        page.click("exchange").await?;
        page.click("copy-link").await?;
        page.wait_for_toast("Link copied").await?;
        let link: String = page
            .evaluate("return navigator.clipboard.readText()")
            .await?;
        page.erase().await?;
        page.client().goto("about:blank").await?;
        page.client().goto(&link).await?;
        page.wait_for_state("ready").await?;
        page.wait_for_prediction("4").await?;
        let opened = page.ink_box().await?.context("the pad is blank")?;
        assert!(opened.is_close_to(&ink), "{ink:?} became {opened:?}");
        let hash: String = page.evaluate("return location.hash").await?;
        assert_eq!(hash, "", "a reload must not discard later strokes");
        Ok(())
    });
}

#[test]
fn a_broken_link_shows_an_error_and_a_blank_pad() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.evaluate::<()>("location.hash = '1AAAA'").await?;
        page.wait_for_toast("link").await?;
        assert!(page.ink_box().await?.is_none());
        page.draw(&golden_drawing(3)).await?;
        page.wait_for_prediction("3").await
    });
}
