//! What matters most, in Firefox: another engine for every event, canvas and worker. A visit there, too, fails at an
//! error on the console, at anything that the policy refuses, and at a request to another origin.

use anyhow::Result;
use e2e::drawings::golden;
use e2e::{Make, Page, Place, Pointer, Visit};

use crate::{controls, exchange, keyboard, offline, tools};

fn visit(test: impl AsyncFnOnce(&Page) -> Result<()>) -> Vec<String> {
    Visit::default().by(Make::Firefox).run(test)
}

#[test]
fn every_digit_drawn_with_a_mouse_is_read_by_the_worker() {
    let requests = visit(async |page| {
        draw_and_read(page, Pointer::Mouse, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]).await
    });
    let fetched = |file: &str| requests.iter().any(|url| url.contains(file));
    assert!(fetched("/worker_bg.wasm"), "{requests:#?}");
    assert!(
        !fetched("/photo") && !fetched("/inside_bg"),
        "{requests:#?}"
    );
}

#[test]
fn a_digit_drawn_with_a_finger_is_read() {
    visit(async |page| draw_and_read(page, Pointer::Touch, &[2, 4, 9]).await);
}

/// Firefox's driver has no pen, so the page is sent a pen's events.
#[test]
fn a_digit_drawn_with_a_pen_is_read() {
    visit(async |page| {
        page.wait_for_state("ready").await?;
        let one = [
            ("pointerdown", [0.5, 0.2], ""),
            ("pointermove", [0.5, 0.5], ""),
            ("pointermove", [0.5, 0.8], ""),
            ("pointerup", [0.5, 0.8], "buttons: 0"),
        ];
        tools::point(page, &one).await?;
        page.wait_for_prediction("1").await?;
        assert_eq!(page.ink_strokes().await?, 1);
        Ok(())
    });
}

#[test]
fn what_is_undone_comes_back_and_what_is_erased_goes() {
    visit(async |page| {
        controls::undo_and_redo(page).await?;
        page.erase().await?;
        controls::erase(page).await
    });
}

#[test]
fn a_reload_keeps_the_ink() {
    visit(controls::reload);
}

#[test]
fn a_digit_is_drawn_and_read_by_keyboard_alone() {
    visit(keyboard::draw_one);
}

#[test]
fn a_picture_is_chosen_by_the_button_and_read() {
    visit(exchange::choose_a_seven);
}

#[test]
fn digits_side_by_side_are_read_as_a_number() {
    visit(async |page| {
        page.wait_for_state("ready").await?;
        page.draw_number(&[2, 0, 4, 6]).await
    });
}

async fn draw_and_read(page: &Page, pointer: Pointer, digits: &[u8]) -> Result<()> {
    page.wait_for_state("ready").await?;
    for digit in digits {
        page.draw_with(pointer, &golden(*digit), Place::MIDDLE)
            .await?;
        page.wait_for_prediction(&digit.to_string()).await?;
        page.erase().await?;
    }
    Ok(())
}

#[test]
fn after_one_visit_the_page_opens_and_reads_without_its_server() {
    let visit = Visit::default().by(Make::Firefox).losing_the_network();
    visit.run(offline::open_without_server);
}
