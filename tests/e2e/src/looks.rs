//! How the page looks in its main states, against pictures of it that a person has looked at.
//!
//! A screenshot is shrunk by [`SHRUNK`], which evens out how a browser smooths edges, and compared pixel by pixel.
//! The ink comes by a link: drawn by hand, its width would follow the hand's speed. Letters are other letters with
//! other fonts, so the pictures hold only for the fonts that they were taken with.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use image::{Rgb, RgbImage, imageops};
use ink::{Affine, Bounds, Drawing, link};
use xtask::workspace_root;

use crate::drawings::golden;
use crate::{Page, Scheme, Viewport, Visit};

/// By how much a screenshot is shrunk on either side.
const SHRUNK: u32 = 4;
/// From this difference of red, green or blue on, of 255, a pixel is another.
const ANOTHER: u8 = 24;
/// How many of a thousand pixels may be others. A button that is missing is four.
const TOLERATED: f32 = 1.0;

/// What is on the page.
#[derive(Clone, Copy, Debug)]
enum Scene {
    Blank,
    Digits(&'static [u8]),
}

/// One picture of the page.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    name: &'static str,
    viewport: Viewport,
    scheme: Scheme,
    scene: Scene,
}

/// A phone's viewport with a pixel for each CSS pixel.
const PHONE: Viewport = Viewport {
    ratio: 1.0,
    ..Viewport::PHONE
};

/// All of them.
pub const LOOKS: [Look; 5] = [
    look("blank", Viewport::DESKTOP, Scheme::Light, Scene::Blank),
    look(
        "digit",
        Viewport::DESKTOP,
        Scheme::Light,
        Scene::Digits(&[7]),
    ),
    look(
        "digit-dark",
        Viewport::DESKTOP,
        Scheme::Dark,
        Scene::Digits(&[7]),
    ),
    look(
        "number",
        Viewport::DESKTOP,
        Scheme::Light,
        Scene::Digits(&[2, 0, 4]),
    ),
    look("phone-digit", PHONE, Scheme::Light, Scene::Digits(&[3])),
];

const fn look(name: &'static str, viewport: Viewport, scheme: Scheme, scene: Scene) -> Look {
    Look {
        name,
        viewport,
        scheme,
        scene,
    }
}

impl Look {
    /// Takes the picture anew; true where it is another than before.
    pub fn renew(&self) -> bool {
        let before = self.recorded().ok();
        self.visit(async |page| {
            let now = self.take(page).await?;
            fs::create_dir_all(folder())?;
            fs::write(folder().join("fonts.txt"), fonts(page).await?)?;
            Ok(now.save(self.file())?)
        });
        before != self.recorded().ok()
    }

    /// Compares the page with the picture.
    ///
    /// # Panics
    /// Where it looks different: the message says where to see how.
    pub fn check(&self) {
        self.visit(async |page| {
            if fs::read_to_string(folder().join("fonts.txt"))? != fonts(page).await? {
                println!("skipped: the pictures were taken with other fonts than this machine's");
                return Ok(());
            }
            let (then, now) = (self.recorded()?, self.take(page).await?);
            let (share, marked) = difference(&then, &now)?;
            if share > TOLERATED {
                let seen = workspace_root().join("target/looks");
                fs::create_dir_all(&seen)?;
                let (now_file, marked_file) =
                    (seen.join(format!("{}.png", self.name)), seen.join(format!("{}-difference.png", self.name)));
                now.save(&now_file)?;
                marked.save(&marked_file)?;
                anyhow::bail!(
                    "{share:.1} of 1000 pixels of {:?} are others: {} is now {}, marked in {}. If that is wanted, \
                     `cargo xtask looks` renews the pictures.",
                    self.name,
                    self.file().display(),
                    now_file.display(),
                    marked_file.display()
                );
            }
            Ok(())
        });
    }

    fn visit(&self, test: impl AsyncFnOnce(&Page) -> Result<()>) {
        Visit::default()
            .on(self.viewport)
            .preferring(self.scheme)
            .run(test);
    }

    async fn take(&self, page: &Page) -> Result<RgbImage> {
        page.wait_for_state("ready").await?;
        if let Scene::Digits(digits) = self.scene {
            let text = link::to_text(&side_by_side(digits))?;
            page.evaluate::<()>(&format!("location.hash = '{text}'"))
                .await?;
            let number: String = digits.iter().map(u8::to_string).collect();
            page.wait_for_prediction(&number).await?;
        }
        page.wait_until("rest", async || {
            page.evaluate(
                "return document.getAnimations().every(({ playState }) => playState !== 'running')",
            )
            .await
        })
        .await?;
        // What a browser is still drawing is another picture the next time.
        let mut before = shrunk_screenshot(page).await?;
        loop {
            let now = shrunk_screenshot(page).await?;
            if now == before {
                return Ok(now);
            }
            before = now;
        }
    }

    fn file(&self) -> PathBuf {
        folder().join(format!("{}.png", self.name))
    }

    fn recorded(&self) -> Result<RgbImage> {
        let file = self.file();
        let image = image::open(&file).with_context(|| file.display().to_string())?;
        Ok(image.into_rgb8())
    }
}

async fn shrunk_screenshot(page: &Page) -> Result<RgbImage> {
    let screenshot = page.client().screenshot().await?;
    let whole = image::load_from_memory(&screenshot)?.into_rgb8();
    let (width, height) = whole.dimensions();
    Ok(imageops::thumbnail(&whole, width / SHRUNK, height / SHRUNK))
}

fn folder() -> PathBuf {
    workspace_root().join("tests/e2e/looks")
}

/// How wide the page's fonts set a line.
async fn fonts(page: &Page) -> Result<String> {
    page.evaluate(
        "const context = document.createElement('canvas').getContext('2d');
        return ['h1', 'body'].map((part) => {
            context.font = `32px ${getComputedStyle(document.querySelector(part)).fontFamily}`;
            return `${part} ${context.measureText('Draw a digit, 0123456789').width.toFixed(1)}\\n`;
        }).join('')",
    )
    .await
}

/// These goldens in a row over the pad.
fn side_by_side(digits: &[u8]) -> Drawing {
    let room = 1.0 / digits.len() as f32;
    let strokes = digits.iter().enumerate().flat_map(|(i, digit)| {
        let drawing = golden(*digit);
        let Bounds { min, max } = drawing.bounds().expect("a golden has ink");
        let scale = 0.7 * room / (max.x - min.x).max(max.y - min.y);
        let middle = [f32::midpoint(min.x, max.x), f32::midpoint(min.y, max.y)];
        let to_its_place = Affine::translate(-middle[0], -middle[1])
            .then(Affine::scale(scale, scale))
            .then(Affine::translate((i as f32 + 0.5) * room, 0.5));
        drawing.transformed(&to_its_place).strokes
    });
    Drawing {
        strokes: strokes.collect(),
    }
}

/// How many of a thousand pixels are others, and the second picture with these in red.
fn difference(then: &RgbImage, now: &RgbImage) -> Result<(f32, RgbImage)> {
    ensure!(
        then.dimensions() == now.dimensions(),
        "the picture was {:?} large and is {:?}",
        then.dimensions(),
        now.dimensions()
    );
    let (mut marked, mut others) = (now.clone(), 0);
    for (before, after) in then.pixels().zip(marked.pixels_mut()) {
        let is_another = |channel: usize| before.0[channel].abs_diff(after.0[channel]) > ANOTHER;
        if (0..3).any(is_another) {
            *after = Rgb([255, 0, 0]);
            others += 1;
        }
    }
    let all = (then.width() * then.height()).max(1);
    Ok((1000.0 * others as f32 / all as f32, marked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_button_is_seen_and_a_softer_edge_is_not() {
        let page = RgbImage::from_pixel(320, 200, Rgb([240; 3]));
        let with = |side: u32, grey: u8| {
            let mut page = page.clone();
            for (x, y) in (0..side).flat_map(|x| (0..11).map(move |y| (x + 50, y + 50))) {
                page.put_pixel(x, y, Rgb([grey; 3]));
            }
            page
        };
        assert_eq!(difference(&page, &page).unwrap().0, 0.0);
        assert_eq!(difference(&page, &with(25, 230)).unwrap().0, 0.0);
        let (share, marked) = difference(&page, &with(25, 40)).unwrap();
        assert!(share > TOLERATED, "{share}");
        assert_eq!(marked.get_pixel(50, 50), &Rgb([255, 0, 0]));
        let small = RgbImage::new(10, 10);
        assert!(difference(&page, &small).is_err());
    }
}
