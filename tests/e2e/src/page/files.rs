//! The files that the page hands out.

use anyhow::Result;
use ink::record;

use super::Page;

/// Keeps each of them.
const CATCH: &str = "
    window.caught = [];
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { window.caught.push(blob); return make(blob); };";

impl Page {
    /// Keeps the files that are handed out from now on, until the page is loaded again.
    pub async fn catch_files(&self) -> Result<()> {
        self.evaluate(CATCH).await
    }

    /// The text of the file that was handed out last and not taken yet; waits for it.
    pub async fn caught(&self) -> Result<String> {
        self.wait_until("a file", async || {
            self.evaluate("return window.caught.length > 0").await
        })
        .await?;
        self.evaluate("return window.caught.pop().text()").await
    }

    /// How many points the drawing has that the page saves. Its drawer is open, and files are being kept.
    pub(crate) async fn saved_points(&self) -> Result<usize> {
        self.click("save-json").await?;
        let records = record::parse(&self.caught().await?)?;
        let strokes = records.iter().flat_map(|record| &record.drawing.strokes);
        Ok(strokes.map(|stroke| stroke.points.len()).sum())
    }
}
