//! Pictures and drawings come in by every way, and go out by every way; a bad file harms nothing.

use anyhow::{Context, Result};
use e2e::drawings::golden;
use e2e::{InkBox, Page, Visit};
use fantoccini::Locator;
use ink::record;
use tempfile::NamedTempFile;

/// A file of these bytes, as a script's expression; a picture of a seven where it is to be one.
pub(super) const SEVEN: &str = "await new Promise((done) => {
    const canvas = document.createElement('canvas');
    canvas.width = 400; canvas.height = 300;
    const context = canvas.getContext('2d');
    context.fillStyle = '#eee'; context.fillRect(0, 0, 400, 300);
    context.lineWidth = 18; context.strokeStyle = '#223';
    context.stroke(new Path2D('M150 70H250L190 240'));
    canvas.toBlob((blob) => done(new File([blob], 'seven.png', { type: 'image/png' })));
})";

/// Gives the page a file by a paste or a drop.
pub(super) async fn give(page: &Page, event: &str, file: &str) -> Result<()> {
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
fn a_picture_that_is_pasted_or_dropped_is_read() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        for event in ["paste", "drop"] {
            give(page, event, SEVEN).await?;
            page.wait_for_prediction("7").await?;
            page.wait_for_notice("Opened").await?;
            assert!(page.ink().await?.is_some(), "the picture's ink is shown");
            page.erase().await?;
        }
        Ok(())
    });
}

#[test]
fn a_picture_gives_way_to_a_stroke_and_comes_back_by_undo() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        give(page, "paste", SEVEN).await?;
        page.wait_for_prediction("7").await?;
        page.draw(&golden(1)).await?;
        page.wait_for_prediction("1").await?;
        page.click("undo").await?;
        page.click("undo").await?;
        page.wait_for_prediction("7").await
    });
}

#[test]
fn a_drawing_is_chosen_by_the_button() {
    let json = record::to_json(&[record::Record {
        drawing: golden(4),
        ..record::Record::default()
    }]);
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        let _file = choose(page, ".json", json.as_bytes()).await?;
        page.wait_for_prediction("4").await
    });
}

#[test]
fn a_picture_is_chosen_by_the_button() {
    Visit::default().run(choose_a_seven);
}

/// Chooses a picture of a seven, and waits until it is read.
pub(super) async fn choose_a_seven(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    let picture = seven(page).await?;
    let _file = choose(page, ".png", &picture).await?;
    page.wait_for_prediction("7").await?;
    page.wait_for_notice("Opened").await
}

/// The bytes of that picture.
pub(super) async fn seven(page: &Page) -> Result<Vec<u8>> {
    let bytes =
        format!("return (async () => [...new Uint8Array(await ({SEVEN}).arrayBuffer())])()");
    page.evaluate(&bytes).await
}

/// Chooses a file of these bytes, as a person does in the dialogue of the first button. The file is there for as long
/// as what is returned.
pub(super) async fn choose(page: &Page, suffix: &str, bytes: &[u8]) -> Result<NamedTempFile> {
    let file = NamedTempFile::with_suffix(suffix)?;
    std::fs::write(file.path(), bytes)?;
    page.open_drawer("exchange").await?;
    let inputs = page.client().find_all(Locator::Css("input[type=file]"));
    let inputs = inputs.await?;
    let input = inputs.first().context("there is a file input")?;
    let path = file.path().to_str().context("the path is text")?;
    input.send_keys(path).await?;
    Ok(file)
}

#[test]
fn a_bad_file_is_named_and_harms_nothing_whether_it_is_dropped_or_chosen() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden(3)).await?;
        page.wait_for_prediction("3").await?;
        let ink = page.ink().await?;
        let cut = seven(page).await?[..60].to_vec();
        let bad: [(Vec<u8>, &str); 7] = [
            (b"%PDF-1.7".into(), "PDF"),
            (b"hello".into(), "Only pictures can be read"),
            (b"".into(), "empty"),
            (b"{\"strokes\": 7}".into(), "no drawing"),
            (b"[]".into(), "no ink"),
            (cut, "damaged"),
            (vec![0; 31_000_000], "too large"),
        ];
        for (bytes, words) in bad {
            let file = choose(page, "", &bytes).await?;
            expect_refusal(page, words, ink).await?;
            drop(file);
            let dropped = if bytes.len() > 1000 {
                format!("new File([new Uint8Array({})], 'huge')", bytes.len())
            } else {
                format!("new File([Uint8Array.from({bytes:?})], 'file')")
            };
            give(page, "drop", &dropped).await?;
            expect_refusal(page, words, ink).await?;
        }
        Ok(())
    });
}

/// Waits until the page says so, dismisses it, and sees that what was drawn is still there.
async fn expect_refusal(page: &Page, words: &str, ink: Option<InkBox>) -> Result<()> {
    page.wait_for_notice(words).await?;
    assert_eq!(page.prediction().await?, "3", "after {words:?}");
    assert_eq!(page.ink().await?, ink, "after {words:?}");
    let dismiss = page.client().find(Locator::Css(".notice-dismiss"));
    dismiss.await?.click().await?;
    page.wait_until("silence", async || Ok(page.notice().await?.is_empty()))
        .await
}

#[test]
fn a_photograph_is_asked_of_the_camera_and_read() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        let picture = NamedTempFile::with_suffix(".png")?;
        std::fs::write(picture.path(), seven(page).await?)?;
        page.open_drawer("exchange").await?;
        let camera = Locator::Css("input[type=file][capture=environment]");
        let camera = page.client().find(camera).await?;
        let kinds = camera
            .attr("accept")
            .await?
            .context("it takes some kinds")?;
        assert!(
            kinds.contains("image/jpeg") && !kinds.contains("json"),
            "{kinds}"
        );
        camera
            .send_keys(picture.path().to_str().context("the path is text")?)
            .await?;
        page.wait_for_prediction("7").await
    });
}

#[test]
fn a_drawing_that_is_saved_can_be_opened_again() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden(4)).await?;
        page.wait_for_prediction("4").await?;
        let (ink, probabilities) = (page.ink().await?, page.probabilities().await?);
        page.catch_files().await?;
        page.click("exchange").await?;
        page.click("save-json").await?;
        let json = page.caught().await?;
        page.erase().await?;
        give(page, "drop", &text_file(&json)).await?;
        page.wait_for_prediction("4").await?;
        let (before, after) = ink.zip(page.ink().await?).context("there is ink")?;
        // The file holds no widths.
        assert!(after.is_close_to(&before), "{before:?} became {after:?}");
        assert_eq!(page.probabilities().await?, probabilities);
        Ok(())
    });
}

#[test]
fn a_drawing_is_saved_as_png_and_svg() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.click("exchange").await?;
        assert!(
            !page.part("save-png").await?.is_enabled().await?,
            "nothing is drawn"
        );
        page.draw(&golden(4)).await?;
        page.catch_files().await?;
        page.click("save-svg").await?;
        assert!(page.caught().await?.starts_with("<svg"));
        page.wait_for_notice("drawing.svg").await?;
        page.click("save-png").await?;
        assert!(page.caught().await?.contains("PNG"));
        page.wait_for_notice("drawing.png").await
    });
}

#[test]
fn a_link_carries_the_drawing() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.allow_clipboard().await?;
        page.draw(&golden(4)).await?;
        page.wait_for_prediction("4").await?;
        let ink = page.ink().await?.context("there is ink")?;
        page.click("exchange").await?;
        page.click("copy-link").await?;
        page.wait_for_notice("Link copied").await?;
        let link: String = page
            .evaluate("return navigator.clipboard.readText()")
            .await?;
        page.erase().await?;
        page.client().goto("about:blank").await?;
        page.client().goto(&link).await?;
        page.wait_for_state("ready").await?;
        page.wait_for_prediction("4").await?;
        let opened = page.ink().await?.context("there is ink")?;
        assert!(opened.is_close_to(&ink), "{ink:?} became {opened:?}");
        let hash: String = page.evaluate("return location.hash").await?;
        assert_eq!(hash, "", "a reload is not to undo what is drawn since");
        Ok(())
    });
}

#[test]
fn a_broken_link_opens_a_blank_pad_and_says_so() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.evaluate::<()>("location.hash = '1AAAA'").await?;
        page.wait_for_notice("link").await?;
        assert!(page.ink().await?.is_none());
        page.draw(&golden(3)).await?;
        page.wait_for_prediction("3").await
    });
}
