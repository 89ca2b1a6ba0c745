//! The page fits the screen: one column on a phone, pad beside results on a desktop.

use anyhow::Result;
use e2e::drawings::golden;
use e2e::{Frame, Page, Place, Pointer, Viewport, Visit};
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
