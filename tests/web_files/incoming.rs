//! Tests of pasted, dropped and picked files.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use platform::files::{
    self, FileError, FilePicker, FileSource, IncomingFile, accept_drag, dropped, pasted,
};
use recognition::picture::MAX_FILE_LEN;
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

fn transfer_of(file: &File) -> DataTransfer {
    let data = DataTransfer::new().unwrap();
    data.items().add_with_file(file).unwrap();
    data
}

fn text_transfer() -> DataTransfer {
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
async fn a_dropped_file_is_read_and_the_browser_does_not_navigate_to_it() {
    let data = transfer_of(&file("seven.png", b"\x89PNG"));
    let over = drag("dragover", &data);
    assert!(accept_drag(&over) && over.default_prevented());
    let drop = drag("drop", &data);
    let file = dropped(&drop).unwrap();
    assert!(drop.default_prevented());
    assert_eq!(file.bytes().await.unwrap(), b"\x89PNG");
}

#[wasm_bindgen_test]
fn dropped_text_is_left_to_the_browser() {
    let over = drag("dragover", &text_transfer());
    assert!(!accept_drag(&over) && !over.default_prevented());
    let drop = drag("drop", &text_transfer());
    assert!(dropped(&drop).is_none() && !drop.default_prevented());
}

#[wasm_bindgen_test]
async fn a_pasted_picture_is_read_and_pasted_text_is_not() {
    let file = pasted(&paste(&transfer_of(&file("image.png", &[1, 2, 3])))).unwrap();
    assert_eq!(file.bytes().await.unwrap(), [1, 2, 3]);
    assert!(pasted(&paste(&text_transfer())).is_none());
}

#[wasm_bindgen_test]
async fn a_file_above_the_maximum_size_is_not_read() {
    let file = file("long.bin", &vec![0; MAX_FILE_LEN + 1]);
    let file = dropped(&drag("drop", &transfer_of(&file))).unwrap();
    assert_eq!(file.bytes().await, Err(FileError::TooLarge(31, 30)));
}

/// Returns the input that a picker has added to the document.
fn input() -> Option<HtmlInputElement> {
    let document = window().unwrap().document().unwrap();
    let found = document.query_selector("input[type=file]").unwrap();
    found.map(JsCast::unchecked_into)
}

#[wasm_bindgen_test]
fn selecting_the_same_file_twice_reports_it_twice_and_dropping_the_picker_removes_the_input() {
    let names = Rc::new(RefCell::new(vec![]));
    let reported = Rc::clone(&names);
    let on_file = move |file: IncomingFile| reported.borrow_mut().push(file.name());
    let picker = FilePicker::new(FileSource::Files, on_file).unwrap();
    for _ in 0..2 {
        let selected = transfer_of(&file("a.png", b"a")).files();
        input().unwrap().set_files(selected.as_ref());
        let change = Event::new("change").unwrap();
        input().unwrap().dispatch_event(&change).unwrap();
    }
    assert_eq!(*names.borrow(), ["a.png", "a.png"]);
    assert!(input().unwrap().accept().contains(".json"));
    drop(picker);
    assert!(input().is_none());
}

#[wasm_bindgen_test]
fn the_camera_picker_requests_the_rear_camera_and_pictures_only() {
    let _picker = FilePicker::new(FileSource::Camera, |_| {}).unwrap();
    let input = input().unwrap();
    assert_eq!(
        input.get_attribute("capture").as_deref(),
        Some("environment")
    );
    assert!(!input.accept().contains("json"));
}

#[wasm_bindgen_test]
async fn empty_content_cannot_be_shared() {
    assert!(!files::can_share("https://example.org/"));
    assert!(files::share("", "https://example.org/").await.is_err());
}
