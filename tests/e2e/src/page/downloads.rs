//! The files that the page downloads to the user's device.

use anyhow::Result;
use ink::record;

use super::Page;

/// Keeps each file in `window.downloads`.
const CAPTURE: &str = "
    window.downloads = [];
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob) => { window.downloads.push(blob); return createObjectURL(blob); };";

impl Page {
    /// Captures all downloads until the page is reloaded.
    pub async fn capture_downloads(&self) -> Result<()> {
        self.evaluate(CAPTURE).await
    }

    /// Waits for a captured download, removes the newest and returns its text.
    pub async fn take_download(&self) -> Result<String> {
        self.wait_until("a download", async || {
            self.evaluate("return window.downloads.length > 0").await
        })
        .await?;
        self.evaluate("return window.downloads.pop().text()").await
    }

    /// Saves the drawing as JSON and returns how many points it has. The button must be visible and downloads must be
    /// captured.
    pub async fn saved_point_count(&self) -> Result<usize> {
        self.click("save-json").await?;
        let records = record::parse(&self.take_download().await?)?;
        let strokes = records.iter().flat_map(|record| &record.drawing.strokes);
        Ok(strokes.map(|stroke| stroke.points.len()).sum())
    }
}
