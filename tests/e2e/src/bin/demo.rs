//! Records docs/screenshots/demo.png, an animation in which a digit and then a number are drawn on the built page and
//! read.
#![forbid(unsafe_code)]

use std::fs::File;
use std::io::BufWriter;
use std::time::Duration;

use anyhow::{Context, Result};
use e2e::animation::{Frame, write_png};
use e2e::drawings::golden_drawing;
use e2e::programs::workspace_root;
use e2e::{BrowserSession, ColorScheme, Page, Placement, PointerType, Viewport};
use ink::Point;

const DIGIT: u8 = 7;
const NUMBER: [u8; 4] = [1, 9, 8, 4];

/// Duration of a frame while the pen moves.
const DRAWING_FRAME: Duration = Duration::from_millis(60);
/// Duration of a frame that shows an answer.
const ANSWER_FRAME: Duration = Duration::from_millis(1800);
/// Number of pointer moves between two frames.
const POINTS_PER_FRAME: usize = 5;

const VIEWPORT: Viewport = Viewport {
    width: 1000,
    height: 640,
    device_pixel_ratio: 1.0,
    ..Viewport::DESKTOP
};

fn main() {
    let session = BrowserSession::default()
        .with_viewport(VIEWPORT)
        .with_color_scheme(ColorScheme::Light);
    session.run(async |page| {
        let mut recording = Recording {
            page,
            frames: Vec::new(),
        };
        page.wait_for_state("ready").await?;
        recording.record(ANSWER_FRAME / 2).await?;
        recording
            .draw(
                DIGIT,
                Placement {
                    centre: [0.5, 0.5],
                    size: 0.6,
                },
            )
            .await?;
        page.wait_for_prediction(&DIGIT.to_string()).await?;
        recording.record_answer().await?;
        page.click("erase").await?;
        recording.record(DRAWING_FRAME * 6).await?;
        for (i, digit) in NUMBER.into_iter().enumerate() {
            let centre = [0.17 + 0.22 * i as f32, 0.5];
            recording
                .draw(digit, Placement { centre, size: 0.27 })
                .await?;
        }
        let number = NUMBER.map(|digit| digit.to_string()).concat();
        page.wait_for_prediction(&number).await?;
        recording.record_answer().await?;
        recording.save()
    });
}

/// The frames recorded so far.
struct Recording<'a> {
    page: &'a Page,
    frames: Vec<Frame>,
}

impl Recording<'_> {
    /// Draws a golden digit, with a frame after every few points.
    async fn draw(&mut self, digit: u8, placement: Placement) -> Result<()> {
        let pad = self.page.scroll_into_view("pad").await?;
        for stroke in &pad.place(&golden_drawing(digit), placement).strokes {
            let (first, rest) = stroke
                .points
                .split_first()
                .context("a stroke has a point")?;
            self.page
                .begin_stroke(PointerType::Mouse, &[*first])
                .await?;
            for points in rest.chunks(POINTS_PER_FRAME) {
                for point in points {
                    self.page
                        .continue_stroke(PointerType::Mouse, *point)
                        .await?;
                }
                self.record(DRAWING_FRAME).await?;
            }
            let last: Point = *stroke.points.last().context("a stroke has a point")?;
            self.page.end_stroke(PointerType::Mouse, &[last]).await?;
        }
        self.record(DRAWING_FRAME).await
    }

    /// Records the answer once the page has settled.
    async fn record_answer(&mut self) -> Result<()> {
        for _ in 0..3 {
            self.page.settle().await;
        }
        self.record(ANSWER_FRAME).await
    }

    async fn record(&mut self, duration: Duration) -> Result<()> {
        let screenshot = self.page.client().screenshot().await?;
        let image = image::load_from_memory(&screenshot)?.into_rgb8();
        self.frames.push(Frame { image, duration });
        Ok(())
    }

    fn save(&self) -> Result<()> {
        let file = workspace_root().join("docs/screenshots/demo.png");
        let output = File::create(&file).with_context(|| file.display().to_string())?;
        write_png(BufWriter::new(output), &self.frames)?;
        println!("{}", file.display());
        Ok(())
    }
}
