//! The most important tests in Firefox, a second engine for events, canvas and workers. Console errors, violations of
//! the content security policy and requests to other origins fail these sessions, too.

use anyhow::Result;
use e2e::drawings::golden_drawing;
use e2e::{BrowserKind, BrowserSession, Page, Placement, PointerType};

use crate::{controls, import_export, keyboard, offline, pointer_input};

fn run(test: impl AsyncFnOnce(&Page) -> Result<()>) -> Vec<String> {
    BrowserSession::default()
        .with_browser(BrowserKind::Firefox)
        .run(test)
}

#[test]
fn every_digit_drawn_with_a_mouse_is_read_by_the_worker() {
    let requests = run(async |page| {
        draw_and_read(page, PointerType::Mouse, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]).await
    });
    let fetched = |file: &str| requests.iter().any(|url| url.contains(file));
    assert!(fetched("/recognise_bg.wasm"), "{requests:#?}");
    assert!(
        !fetched("/import") && !fetched("/explain_bg"),
        "{requests:#?}"
    );
}

#[test]
fn a_digit_drawn_with_a_finger_is_read() {
    run(async |page| draw_and_read(page, PointerType::Touch, &[2, 4, 9]).await);
}

/// geckodriver has no pen, so the test dispatches pen events in the page.
#[test]
fn a_digit_drawn_with_a_pen_is_read() {
    run(async |page| {
        page.wait_for_state("ready").await?;
        let one = [
            ("pointerdown", [0.5, 0.2], ""),
            ("pointermove", [0.5, 0.5], ""),
            ("pointermove", [0.5, 0.8], ""),
            ("pointerup", [0.5, 0.8], "buttons: 0"),
        ];
        pointer_input::dispatch(page, &one).await?;
        page.wait_for_prediction("1").await?;
        assert_eq!(page.stroke_count().await?, 1);
        Ok(())
    });
}

#[test]
fn redo_restores_an_undone_stroke_and_erase_clears_the_pad() {
    run(async |page| {
        controls::undo_and_redo(page).await?;
        page.erase().await?;
        controls::erase(page).await
    });
}

#[test]
fn a_reload_restores_the_ink() {
    run(controls::reload);
}

#[test]
fn a_digit_is_drawn_and_read_with_the_keyboard_alone() {
    run(keyboard::draw_one);
}

#[test]
fn a_picture_is_imported_with_the_button() {
    run(import_export::import_picture_of_7);
}

#[test]
fn digits_side_by_side_are_read_as_a_number() {
    run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw_number(&[2, 0, 4, 6]).await
    });
}

async fn draw_and_read(page: &Page, pointer: PointerType, digits: &[u8]) -> Result<()> {
    page.wait_for_state("ready").await?;
    for digit in digits {
        page.draw_with(pointer, &golden_drawing(*digit), Placement::CENTRED)
            .await?;
        page.wait_for_prediction(&digit.to_string()).await?;
        page.erase().await?;
    }
    Ok(())
}

#[test]
fn after_one_visit_the_page_works_without_its_server() {
    let session = BrowserSession::default()
        .with_browser(BrowserKind::Firefox)
        .allowing_network_errors();
    session.run(offline::open_without_server);
}
