//! What is pasted, dropped and chosen comes as bytes.

use std::cell::RefCell;
use std::rc::Rc;

use digit_recogniser::browser::files::{
    self, FileError, Picker, Source, bytes, dropped, may_drop, pasted,
};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{
    ClipboardEvent, ClipboardEventInit, DataTransfer, DragEvent, DragEventInit, Event, File,
    HtmlInputElement, window,
};

fn file(name: &str, content: &[u8]) -> File {
    let parts = Array::of1(&Uint8Array::from(content));
    File::new_with_u8_array_sequence(&parts, name).unwrap()
}

fn carrying(file: &File) -> DataTransfer {
    let data = DataTransfer::new().unwrap();
    data.items().add_with_file(file).unwrap();
    data
}

fn text() -> DataTransfer {
    let data = DataTransfer::new().unwrap();
    data.set_data("text/plain", "seven").unwrap();
    data
}

fn drag(name: &str, data: &DataTransfer) -> DragEvent {
    let init = DragEventInit::new();
    init.set_cancelable(true);
    init.set_data_transfer(Some(data));
    DragEvent::new_with_event_init_dict(name, &init).unwrap()
}

fn paste(data: &DataTransfer) -> ClipboardEvent {
    let init = ClipboardEventInit::new();
    init.set_clipboard_data(Some(data));
    ClipboardEvent::new_with_event_init_dict("paste", &init).unwrap()
}

#[wasm_bindgen_test]
async fn a_dropped_file_comes_as_its_bytes_and_the_browser_stays() {
    let data = carrying(&file("seven.png", b"\x89PNG"));
    let over = drag("dragover", &data);
    assert!(may_drop(&over) && over.default_prevented());
    let drop = drag("drop", &data);
    let file = dropped(&drop).unwrap();
    assert!(drop.default_prevented());
    assert_eq!(bytes(&file).await.unwrap(), b"\x89PNG");
}

#[wasm_bindgen_test]
fn dropped_text_is_left_to_the_browser() {
    let over = drag("dragover", &text());
    assert!(!may_drop(&over) && !over.default_prevented());
    let drop = drag("drop", &text());
    assert!(dropped(&drop).is_none() && !drop.default_prevented());
}

#[wasm_bindgen_test]
async fn a_pasted_picture_comes_as_its_bytes_and_text_does_not() {
    let file = pasted(&paste(&carrying(&file("image.png", &[1, 2, 3])))).unwrap();
    assert_eq!(bytes(&file).await.unwrap(), [1, 2, 3]);
    assert!(pasted(&paste(&text())).is_none());
}

#[wasm_bindgen_test]
async fn a_file_beyond_all_measure_is_not_read() {
    let file = file("long.bin", &vec![0; photo::MOST_BYTES + 1]);
    assert_eq!(bytes(&file).await, Err(FileError::TooLarge(31, 30)));
}

/// The input that a picker has put into the page.
fn input() -> Option<HtmlInputElement> {
    let document = window().unwrap().document().unwrap();
    let found = document.query_selector("input[type=file]").unwrap();
    found.map(JsCast::unchecked_into)
}

#[wasm_bindgen_test]
fn a_chosen_file_is_handed_over_each_time_and_the_input_goes_with_the_picker() {
    let names = Rc::new(RefCell::new(vec![]));
    let heard = Rc::clone(&names);
    let take = move |file: File| heard.borrow_mut().push(file.name());
    let picker = Picker::new(Source::Files, take).unwrap();
    for _ in 0..2 {
        let chosen = carrying(&file("a.png", b"a")).files();
        input().unwrap().set_files(chosen.as_ref());
        let change = Event::new("change").unwrap();
        input().unwrap().dispatch_event(&change).unwrap();
    }
    assert_eq!(*names.borrow(), ["a.png", "a.png"]);
    assert!(input().unwrap().accept().contains(".json"));
    drop(picker);
    assert!(input().is_none());
}

#[wasm_bindgen_test]
fn the_camera_is_asked_for_by_the_input() {
    let _picker = Picker::new(Source::Camera, |_| {}).unwrap();
    let input = input().unwrap();
    assert_eq!(
        input.get_attribute("capture").as_deref(),
        Some("environment")
    );
    assert!(!input.accept().contains("json"));
}

#[wasm_bindgen_test]
async fn nothing_can_be_shared_where_there_is_nothing_to_share() {
    assert!(!files::can_share(files::Shared::default()));
    assert!(files::share(files::Shared::default()).await.is_err());
}
