//! The page's layout fits each screen: one column on a phone, the pad beside the prediction on a desktop.

use anyhow::Result;
use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, Page, Placement, PointerType, Rect, Viewport};
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
fn no_screen_scrolls_horizontally() {
    for viewport in [SMALL_PHONE, Viewport::PHONE, TABLET, Viewport::DESKTOP] {
        BrowserSession::default()
            .with_viewport(viewport)
            .run(async |page| {
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

/// Draws digits one by one and then a zigzag, which has the longest answer text. Each answer may arrive while the user
/// still draws.
#[test]
fn no_answer_moves_the_pad() {
    const SIZE: f32 = 0.2;
    for viewport in [
        SMALL_PHONE,
        Viewport::PHONE,
        Viewport::PHONE_LANDSCAPE,
        TABLET,
        Viewport::DESKTOP,
    ] {
        BrowserSession::default()
            .with_viewport(viewport)
            .run(async |page| {
                page.wait_for_state("ready").await?;
                let blank = pad_position(page).await?;
                let placements = [0.13, 0.375, 0.62, 0.87].map(|x| Placement {
                    centre: [x, 0.5],
                    size: SIZE,
                });
                let drawings = [
                    golden_drawing(2),
                    golden_drawing(0),
                    golden_drawing(1),
                    zigzag(),
                ];
                for (placement, drawing) in placements.into_iter().zip(drawings) {
                    page.draw_with(PointerType::Mouse, &drawing, placement)
                        .await?;
                    page.settle().await;
                    assert_eq!(pad_position(page).await?, blank, "{viewport:?}");
                }
                page.wait_until("the last digit to be rejected", async || {
                    Ok(headline(page).await?.contains("fourth"))
                })
                .await?;
                assert_eq!(pad_position(page).await?, blank, "{viewport:?}");
                let width: u32 = page.evaluate("return innerWidth").await?;
                assert_eq!(width, viewport.width, "the phone zoomed out");
                Ok(())
            });
    }
}

/// Tests widths from a tablet in landscape orientation to a desktop, with a digit and then with a zigzag beside it,
/// which has the longest answer text.
#[test]
fn in_two_columns_no_elements_overlap_or_are_cut_off() {
    for width in [832, 840, 970, 1024, 1151, 1152, 1280] {
        let viewport = Viewport {
            width,
            height: 768,
            ..Viewport::DESKTOP
        };
        BrowserSession::default()
            .with_viewport(viewport)
            .run(async |page| {
                page.wait_for_state("ready").await?;
                let [left, right] = [0.25, 0.75].map(|x| Placement {
                    centre: [x, 0.5],
                    size: 0.4,
                });
                page.draw_with(PointerType::Mouse, &golden_drawing(2), left)
                    .await?;
                page.wait_for_prediction("2").await?;
                assert_eq!(
                    layout_errors(page).await?,
                    [""; 0],
                    "{width} px, with a digit"
                );
                page.draw_with(PointerType::Mouse, &zigzag(), right).await?;
                page.wait_until("the second digit to be rejected", async || {
                    Ok(headline(page).await?.contains("second"))
                })
                .await?;
                assert_eq!(
                    layout_errors(page).await?,
                    [""; 0],
                    "{width} px, with a rejected digit"
                );
                Ok(())
            });
    }
}

/// Lists the elements that overlap another one or extend beyond the sides of the window.
async fn layout_errors(page: &Page) -> Result<Vec<String>> {
    page.evaluate(
        "const tolerance = 0.5;
         const elements = [...document.querySelectorAll(
             '.pad, .prediction-digit, .prediction-text, .model-input, .bar, .page button:not(.pad *)')]
             .map(element => ({
                 element,
                 name: element.dataset.testid ?? element.className,
                 rect: element.getBoundingClientRect(),
             }))
             .filter(({ rect }) => rect.width > 0 && rect.height > 0);
         if (elements.length < 18) throw new Error(`only ${elements.length} elements`);
         const overlap = (a, b) =>
             !a.element.contains(b.element) && !b.element.contains(a.element)
             && Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left) > tolerance
             && Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top) > tolerance;
         const overlaps = elements.flatMap((a, i) =>
             elements.slice(i + 1).filter(b => overlap(a, b)).map(b => `${a.name} overlaps ${b.name}`));
         const cutOff = elements
             .filter(({ rect }) => rect.left < -tolerance || rect.right > innerWidth + tolerance)
             .map(({ name }) => `${name} is cut off`);
         return [...overlaps, ...cutOff];",
    )
    .await
}

async fn headline(page: &Page) -> Result<String> {
    page.evaluate("return document.querySelector('.prediction-headline').textContent")
        .await
}

/// Returns the pad's left and top edge, relative to the document, and its width.
async fn pad_position(page: &Page) -> Result<(f64, f64, f64)> {
    page.evaluate(
        "const { left, top, width } = document.querySelector('[data-testid=pad]').getBoundingClientRect();
         return [left, top + scrollY, width]",
    )
    .await
}

/// Returns ink that does not look like a digit.
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
    BrowserSession::default()
        .with_viewport(Viewport::PHONE)
        .run(async |page| {
            page.wait_for_state("ready").await?;
            page.draw(&golden_drawing(3)).await?;
            page.wait_for_prediction("3").await?;
            for test_id in ["pad", "prediction"] {
                let Rect { top, height, .. } = page.rect_of(test_id).await?;
                let bottom = top + height;
                assert!(
                    top >= 0.0 && bottom <= 844.0,
                    "{test_id} is at {top} to {bottom} px"
                );
            }
            Ok(())
        });
}

/// The viewport is a 4K display without scaling, on which a page of desktop size would look tiny.
#[test]
fn the_page_fills_a_large_display() {
    let large_display = Viewport {
        width: 3840,
        height: 2160,
        ..Viewport::DESKTOP
    };
    BrowserSession::default()
        .with_viewport(large_display)
        .run(async |page| {
            page.wait_for_state("ready").await?;
            page.draw(&golden_drawing(3)).await?;
            page.wait_for_prediction("3").await?;
            let pad = page.rect_of("pad").await?;
            assert!(pad.width >= 1000.0, "{pad:?}");
            assert_eq!(layout_errors(page).await?, [""; 0]);
            Ok(())
        });
}

#[test]
fn a_desktop_shows_the_prediction_beside_the_pad() {
    BrowserSession::default().run(async |page| {
        let pad = page.rect_of("pad").await?;
        let prediction = page.rect_of("prediction").await?;
        assert!(
            prediction.left > pad.left + pad.width,
            "{prediction:?} is not beside {pad:?}"
        );
        Ok(())
    });
}

#[test]
fn drawing_with_a_finger_does_not_scroll_the_page() {
    BrowserSession::default()
        .with_viewport(Viewport::PHONE_LANDSCAPE)
        .run(async |page| {
            page.wait_for_state("ready").await?;
            page.scroll_into_view("pad").await?;
            let before = scroll_position(page).await?;
            assert!(
                before.remaining > 0.0,
                "the page must be taller than the screen for this test"
            );
            draw_upwards(page).await?;
            assert_eq!(scroll_position(page).await?, before);
            Ok(())
        });
}

/// The page's vertical scroll position, and how much further it can scroll down.
#[derive(Debug, PartialEq, Deserialize)]
struct ScrollPosition {
    y: f64,
    remaining: f64,
}

async fn scroll_position(page: &Page) -> Result<ScrollPosition> {
    page.evaluate(
        "const page = document.scrollingElement;
         return { y: scrollY, remaining: page.scrollHeight - innerHeight - scrollY }",
    )
    .await
}

/// Draws a 1 from bottom to top, the direction that scrolls a page down.
async fn draw_upwards(page: &Page) -> Result<()> {
    let mut one = golden_drawing(1);
    one.strokes
        .iter_mut()
        .for_each(|stroke| stroke.points.reverse());
    page.draw_with(
        PointerType::Touch,
        &one,
        Placement {
            size: 0.5,
            ..Placement::CENTRED
        },
    )
    .await?;
    page.wait_for_prediction("1").await
}
