//! Visual regression tests: compares screenshots of the page's main states with reviewed baseline images.
//!
//! A screenshot is scaled down by [`DOWNSCALE`], which evens out differences in antialiasing, and compared pixel by
//! pixel. The ink comes from a link, because the width of ink drawn by a pointer depends on the speed of the pointer.
//! Text looks different in other fonts, so the baselines apply only on machines with the fonts that they were taken
//! with.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use image::{Rgb, RgbImage, imageops};
use ink::{Affine, Drawing, Point, link};

use crate::drawings::golden_drawing;
use crate::programs::workspace_root;
use crate::{BrowserSession, ColorScheme, Page, Viewport};

/// The factor by which both sides of a screenshot are scaled down.
const DOWNSCALE: u32 = 4;
/// A pixel has changed if red, green or blue differs by more than this, of 255.
const CHANNEL_TOLERANCE: u8 = 24;
/// How many of a thousand pixels may change. A missing button changes four.
const MAX_CHANGED_PER_MILLE: f32 = 1.0;

/// What is drawn on the pad.
#[derive(Clone, Copy, Debug)]
enum Scene {
    Blank,
    Digits(&'static [u8]),
}

/// A state of the page that has a baseline image.
#[derive(Clone, Copy, Debug)]
pub struct VisualTest {
    name: &'static str,
    viewport: Viewport,
    scheme: ColorScheme,
    scene: Scene,
}

/// A phone's viewport with one device pixel per CSS pixel.
const PHONE: Viewport = Viewport {
    device_pixel_ratio: 1.0,
    ..Viewport::PHONE
};

/// All visual regression tests.
pub const VISUAL_TESTS: [VisualTest; 5] = [
    visual_test("blank", Viewport::DESKTOP, ColorScheme::Light, Scene::Blank),
    visual_test(
        "digit",
        Viewport::DESKTOP,
        ColorScheme::Light,
        Scene::Digits(&[7]),
    ),
    visual_test(
        "digit-dark",
        Viewport::DESKTOP,
        ColorScheme::Dark,
        Scene::Digits(&[7]),
    ),
    visual_test(
        "number",
        Viewport::DESKTOP,
        ColorScheme::Light,
        Scene::Digits(&[2, 0, 4]),
    ),
    visual_test(
        "phone-digit",
        PHONE,
        ColorScheme::Light,
        Scene::Digits(&[3]),
    ),
];

const fn visual_test(
    name: &'static str,
    viewport: Viewport,
    scheme: ColorScheme,
    scene: Scene,
) -> VisualTest {
    VisualTest {
        name,
        viewport,
        scheme,
        scene,
    }
}

impl VisualTest {
    /// Takes a new baseline image. Returns whether it differs from the previous one.
    pub fn update_baseline(&self) -> bool {
        let before = self.baseline().ok();
        self.run(async |page| {
            let screenshot = self.capture(page).await?;
            fs::create_dir_all(folder())?;
            fs::write(folder().join("fonts.txt"), fonts(page).await?)?;
            Ok(screenshot.save(self.file())?)
        });
        before != self.baseline().ok()
    }

    /// Compares the page with its baseline image.
    ///
    /// # Panics
    /// When they differ. The message names the files that show the difference.
    pub fn check(&self) {
        self.run(async |page| {
            if fs::read_to_string(folder().join("fonts.txt"))? != fonts(page).await? {
                println!("skipped: this machine has other fonts than the baseline images");
                return Ok(());
            }
            let (baseline, screenshot) = (self.baseline()?, self.capture(page).await?);
            let (changed_per_mille, marked) = diff(&baseline, &screenshot)?;
            if changed_per_mille > MAX_CHANGED_PER_MILLE {
                let output = workspace_root().join("target/visual");
                fs::create_dir_all(&output)?;
                let screenshot_file = output.join(format!("{}.png", self.name));
                let diff_file = output.join(format!("{}-diff.png", self.name));
                screenshot.save(&screenshot_file)?;
                marked.save(&diff_file)?;
                anyhow::bail!(
                    "{changed_per_mille:.1} of 1000 pixels of {:?} changed. Baseline: {}, screenshot: {}, difference: \
                     {}. If the change is intended, run `cargo run --release --package e2e --bin \
                     update_baselines`.",
                    self.name,
                    self.file().display(),
                    screenshot_file.display(),
                    diff_file.display()
                );
            }
            Ok(())
        });
    }

    fn run(&self, test: impl AsyncFnOnce(&Page) -> Result<()>) {
        BrowserSession::default()
            .with_viewport(self.viewport)
            .with_color_scheme(self.scheme)
            .run(test);
    }

    async fn capture(&self, page: &Page) -> Result<RgbImage> {
        page.wait_for_state("ready").await?;
        if let Scene::Digits(digits) = self.scene {
            let text = link::to_text(&side_by_side(digits))?;
            page.evaluate::<()>(&format!("location.hash = '{text}'"))
                .await?;
            let number: String = digits.iter().map(u8::to_string).collect();
            page.wait_for_prediction(&number).await?;
        }
        page.wait_until("all animations to finish", async || {
            page.evaluate(
                "return document.getAnimations().every(({ playState }) => playState !== 'running')",
            )
            .await
        })
        .await?;
        // The browser may still be rendering, so wait for two equal screenshots in a row.
        let mut previous = downscaled_screenshot(page).await?;
        loop {
            let current = downscaled_screenshot(page).await?;
            if current == previous {
                return Ok(current);
            }
            previous = current;
        }
    }

    fn file(&self) -> PathBuf {
        folder().join(format!("{}.png", self.name))
    }

    fn baseline(&self) -> Result<RgbImage> {
        let file = self.file();
        let image = image::open(&file).with_context(|| file.display().to_string())?;
        Ok(image.into_rgb8())
    }
}

async fn downscaled_screenshot(page: &Page) -> Result<RgbImage> {
    let screenshot = page.client().screenshot().await?;
    let image = image::load_from_memory(&screenshot)?.into_rgb8();
    let (width, height) = image.dimensions();
    Ok(imageops::thumbnail(
        &image,
        width / DOWNSCALE,
        height / DOWNSCALE,
    ))
}

fn folder() -> PathBuf {
    workspace_root().join("tests/e2e/visual")
}

/// Returns the widths of a line of text in the page's fonts, which identify the fonts.
async fn fonts(page: &Page) -> Result<String> {
    page.evaluate(
        "const context = document.createElement('canvas').getContext('2d');
        return ['h1', 'body'].map((selector) => {
            context.font = `32px ${getComputedStyle(document.querySelector(selector)).fontFamily}`;
            return `${selector} ${context.measureText('Draw a digit, 0123456789').width.toFixed(1)}\\n`;
        }).join('')",
    )
    .await
}

/// Arranges golden drawings of these digits in a row across the pad.
fn side_by_side(digits: &[u8]) -> Drawing {
    let column = 1.0 / digits.len() as f32;
    let strokes = digits.iter().enumerate().flat_map(|(i, digit)| {
        let drawing = golden_drawing(*digit);
        let bounds = drawing.bounds().expect("a golden drawing has ink");
        let centre = Point::from([(i as f32 + 0.5) * column, 0.5]);
        let transform = Affine::fit(bounds, 0.7 * column, centre);
        drawing.transformed(&transform).strokes
    });
    Drawing {
        strokes: strokes.collect(),
    }
}

/// Returns how many of a thousand pixels differ, and the screenshot with these pixels in red.
fn diff(baseline: &RgbImage, screenshot: &RgbImage) -> Result<(f32, RgbImage)> {
    ensure!(
        baseline.dimensions() == screenshot.dimensions(),
        "the baseline is {:?} pixels, the screenshot {:?}",
        baseline.dimensions(),
        screenshot.dimensions()
    );
    let (mut marked, mut changed) = (screenshot.clone(), 0);
    for (before, after) in baseline.pixels().zip(marked.pixels_mut()) {
        let has_changed =
            |channel: usize| before.0[channel].abs_diff(after.0[channel]) > CHANNEL_TOLERANCE;
        if (0..3).any(has_changed) {
            *after = Rgb([255, 0, 0]);
            changed += 1;
        }
    }
    let total = (baseline.width() * baseline.height()).max(1);
    Ok((1000.0 * changed as f32 / total as f32, marked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_button_is_detected_and_a_softer_edge_is_ignored() {
        let page = RgbImage::from_pixel(320, 200, Rgb([240; 3]));
        let with_button = |width: u32, grey: u8| {
            let mut page = page.clone();
            for (x, y) in (0..width).flat_map(|x| (0..11).map(move |y| (x + 50, y + 50))) {
                page.put_pixel(x, y, Rgb([grey; 3]));
            }
            page
        };
        assert_eq!(diff(&page, &page).unwrap().0, 0.0);
        assert_eq!(diff(&page, &with_button(25, 230)).unwrap().0, 0.0);
        let (changed_per_mille, marked) = diff(&page, &with_button(25, 40)).unwrap();
        assert!(
            changed_per_mille > MAX_CHANGED_PER_MILLE,
            "{changed_per_mille}"
        );
        assert_eq!(marked.get_pixel(50, 50), &Rgb([255, 0, 0]));
        let other_size = RgbImage::new(10, 10);
        assert!(diff(&page, &other_size).is_err());
    }
}
