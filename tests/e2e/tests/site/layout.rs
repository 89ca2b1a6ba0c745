//! The page fits the screen: one column on a phone, pad beside results on a desktop.

use anyhow::Result;
use e2e::drawings::golden;
use e2e::{Frame, Page, Place, Pointer, Viewport, Visit};
use ink::{Drawing, Point, Stroke};
use serde::Deserialize;

const SMALL_PHONE: Viewport = Viewport {
    width: 320,
    height: 568,
    ..Viewport::PHONE
};
const TABLET: Viewport = Viewport {
    width: 820,
    height: 1180,
    ..Viewport::PHONE
};

#[test]
fn no_screen_scrolls_sideways() {
    for viewport in [SMALL_PHONE, Viewport::PHONE, TABLET, Viewport::DESKTOP] {
        Visit::default().on(viewport).run(async |page| {
            page.wait_for_state("ready").await?;
            let width: u32 = page
                .evaluate("return document.scrollingElement.scrollWidth")
                .await?;
            assert!(
                width <= viewport.width,
                "{viewport:?}: the page is {width} px wide"
            );
            Ok(())
        });
    }
}

/// Digits are drawn one by one, then ink that is none, which takes the most words: any of them comes while a pen draws.
#[test]
fn no_answer_moves_the_pad_from_under_the_pen() {
    const SIZE: f32 = 0.2;
    for viewport in [
        SMALL_PHONE,
        Viewport::PHONE,
        Viewport::PHONE_ON_ITS_SIDE,
        TABLET,
        Viewport::DESKTOP,
    ] {
        Visit::default().on(viewport).run(async |page| {
            page.wait_for_state("ready").await?;
            let blank = pad_in_page(page).await?;
            let places = [0.13, 0.375, 0.62, 0.87].map(|x| Place {
                centre: [x, 0.5],
                size: SIZE,
            });
            let drawn = [golden(2), golden(0), golden(1), zigzag()];
            for (place, drawing) in places.into_iter().zip(drawn) {
                page.draw_with(Pointer::Mouse, &drawing, place).await?;
                page.linger().await;
                assert_eq!(pad_in_page(page).await?, blank, "{viewport:?}");
            }
            page.wait_until("doubt of the last", async || {
                Ok(headline(page).await?.contains("fourth"))
            })
            .await?;
            assert_eq!(pad_in_page(page).await?, blank, "{viewport:?}");
            let width: u32 = page.evaluate("return innerWidth").await?;
            assert_eq!(width, viewport.width, "a phone zooms out");
            Ok(())
        });
    }
}

/// From a tablet on its side to a desktop: a digit, then one beside ink that is none, which takes the most words.
#[test]
fn in_two_columns_no_part_lies_on_another_or_is_cut_off() {
    for width in [832, 840, 970, 1024, 1151, 1152, 1280] {
        let viewport = Viewport {
            width,
            height: 768,
            ..Viewport::DESKTOP
        };
        Visit::default().on(viewport).run(async |page| {
            page.wait_for_state("ready").await?;
            let [left, right] = [0.25, 0.75].map(|x| Place {
                centre: [x, 0.5],
                size: 0.4,
            });
            page.draw_with(Pointer::Mouse, &golden(2), left).await?;
            page.wait_for_prediction("2").await?;
            assert_eq!(misplaced(page).await?, [""; 0], "{width} px, a digit");
            page.draw_with(Pointer::Mouse, &zigzag(), right).await?;
            page.wait_until("doubt of the second", async || {
                Ok(headline(page).await?.contains("second"))
            })
            .await?;
            assert_eq!(misplaced(page).await?, [""; 0], "{width} px, in doubt");
            Ok(())
        });
    }
}

/// Parts that lie on another, and those that reach over the window's edge at the side.
async fn misplaced(page: &Page) -> Result<Vec<String>> {
    page.evaluate(
        "const slack = 0.5;
         const parts = [...document.querySelectorAll(
             '.pad, .prediction-digit, .prediction-words, .model-input, .bar, .page button:not(.pad *)')]
             .map(part => ({
                 part,
                 name: part.dataset.testid ?? part.className,
                 at: part.getBoundingClientRect(),
             }))
             .filter(({ at }) => at.width > 0 && at.height > 0);
         if (parts.length < 18) throw new Error(`only ${parts.length} parts`);
         const overlap = (a, b) =>
             !a.part.contains(b.part) && !b.part.contains(a.part)
             && Math.min(a.at.right, b.at.right) - Math.max(a.at.left, b.at.left) > slack
             && Math.min(a.at.bottom, b.at.bottom) - Math.max(a.at.top, b.at.top) > slack;
         const pairs = parts.flatMap((a, i) =>
             parts.slice(i + 1).filter(b => overlap(a, b)).map(b => `${a.name} on ${b.name}`));
         const outside = parts
             .filter(({ at }) => at.left < -slack || at.right > innerWidth + slack)
             .map(({ name }) => `${name} over the edge`);
         return [...pairs, ...outside];",
    )
    .await
}

async fn headline(page: &Page) -> Result<String> {
    page.evaluate("return document.querySelector('.prediction-headline').textContent")
        .await
}

/// Where the pad is, however far the page is scrolled.
async fn pad_in_page(page: &Page) -> Result<(f64, f64, f64)> {
    page.evaluate(
        "const { left, top, width } = document.querySelector('[data-testid=pad]').getBoundingClientRect();
         return [left, top + scrollY, width]",
    )
    .await
}

/// Ink that is no digit.
fn zigzag() -> Drawing {
    let point = |i: u8| Point {
        x: f32::from(i % 2),
        y: f32::from(i) / 8.0,
    };
    Drawing {
        strokes: vec![Stroke {
            points: (0..=8).map(point).collect(),
        }],
    }
}

#[test]
fn a_phone_shows_pad_and_prediction_without_scrolling() {
    Visit::default().on(Viewport::PHONE).run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden(3)).await?;
        page.wait_for_prediction("3").await?;
        for part in ["pad", "prediction"] {
            let Frame { top, height, .. } = page.place_of(part).await?;
            let bottom = top + height;
            assert!(
                top >= 0.0 && bottom <= 844.0,
                "{part} is from {top} to {bottom} px"
            );
        }
        Ok(())
    });
}

/// A wall without scaling, 3840 by 2160 pixels of CSS: a page as large as on a desktop would be lost on it.
#[test]
fn a_wall_is_filled() {
    let wall = Viewport {
        width: 3840,
        height: 2160,
        ..Viewport::DESKTOP
    };
    Visit::default().on(wall).run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden(3)).await?;
        page.wait_for_prediction("3").await?;
        let pad = page.place_of("pad").await?;
        assert!(pad.width >= 1000.0, "{pad:?}");
        assert_eq!(misplaced(page).await?, [""; 0]);
        Ok(())
    });
}

#[test]
fn a_desktop_shows_the_prediction_beside_the_pad() {
    Visit::default().run(async |page| {
        let pad = page.place_of("pad").await?;
        let prediction = page.place_of("prediction").await?;
        assert!(
            prediction.left > pad.left + pad.width,
            "{prediction:?} is not beside {pad:?}"
        );
        Ok(())
    });
}

#[test]
fn drawing_with_a_finger_does_not_scroll_the_page() {
    Visit::default()
        .on(Viewport::PHONE_ON_ITS_SIDE)
        .run(async |page| {
            page.wait_for_state("ready").await?;
            page.bring("pad").await?;
            let before = scroll(page).await?;
            assert!(
                before.room > 0.0,
                "a page that fits the screen cannot show this"
            );
            draw_upwards(page).await?;
            assert_eq!(scroll(page).await?, before);
            Ok(())
        });
}

/// How far the page is scrolled down, and how much further it could be.
#[derive(Debug, PartialEq, Deserialize)]
struct Scroll {
    at: f64,
    room: f64,
}

async fn scroll(page: &Page) -> Result<Scroll> {
    page.evaluate(
        "const page = document.scrollingElement;
         return { at: scrollY, room: page.scrollHeight - innerHeight - scrollY }",
    )
    .await
}

/// Draws a one from its foot, in the direction that scrolls a page down.
async fn draw_upwards(page: &Page) -> Result<()> {
    let mut one = golden(1);
    one.strokes
        .iter_mut()
        .for_each(|stroke| stroke.points.reverse());
    page.draw_with(
        Pointer::Touch,
        &one,
        Place {
            size: 0.5,
            ..Place::MIDDLE
        },
    )
    .await?;
    page.wait_for_prediction("1").await
}
