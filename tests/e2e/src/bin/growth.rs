//! Prints how cost grows with images and points, and draws docs/growth.svg.
#![forbid(unsafe_code)]

use std::fs;

use e2e::Visit;
use e2e::growth::{Growth, IMAGES, POINTS, native, page};
use xtask::workspace_root;

fn main() {
    Visit::default().at_60_frames_a_second().run(async |page| {
        let page = page::measure(page).await?;
        let growth = Growth {
            images: native::timed("images", &IMAGES)?,
            points: native::timed("points", &POINTS)?,
            page,
        };
        print!("{}", growth.tables());
        fs::write(workspace_root().join("docs/growth.svg"), growth.svg()?)?;
        Ok(())
    });
}
