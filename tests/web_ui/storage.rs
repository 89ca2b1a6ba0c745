//! Tests that data stored by an earlier build is still read.

use ink::{Drawing, Point, Stroke};
use platform::storage::StorageKey;
use session::document::Document;
use session::thresholds::Thresholds;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Storage, window};
use workers::encode;

fn stored_text(bytes: Vec<u8>) -> String {
    bytes.into_iter().map(char::from).collect()
}

fn remove_items(storage: &Storage, names: [&str; 2]) {
    for name in names {
        storage.remove_item(name).unwrap();
    }
}

#[wasm_bindgen_test]
fn thresholds_stored_under_the_old_name_are_read_until_new_ones_are_stored() {
    let storage = window().unwrap().local_storage().unwrap().unwrap();
    let names = ["caution", "thresholds"];
    remove_items(&storage, names);
    assert_eq!(StorageKey::Thresholds.load::<Thresholds>(), None);
    // Two little-endian floats.
    let old = [0.95_f32, 1.5].map(f32::to_le_bytes).concat();
    storage.set_item("caution", &stored_text(old)).unwrap();
    let expected = Thresholds {
        confidence: 0.95,
        ood: 1.5,
    };
    assert_eq!(StorageKey::Thresholds.load(), Some(expected));
    StorageKey::Thresholds.save(&Thresholds::default());
    assert_eq!(StorageKey::Thresholds.load(), Some(Thresholds::default()));
    remove_items(&storage, names);
}

#[wasm_bindgen_test]
fn a_document_stored_under_the_old_name_is_read() {
    let storage = window().unwrap().session_storage().unwrap().unwrap();
    let names = ["content", "document"];
    remove_items(&storage, names);
    let document = Document::from(Drawing {
        strokes: vec![Stroke {
            points: vec![Point { x: 0.25, y: 0.5 }],
        }],
    });
    // One stroke of one point, one list of one width, no picture.
    let floats =
        |values: &[f32]| -> Vec<u8> { values.iter().flat_map(|v| v.to_le_bytes()).collect() };
    let old = [
        &[1, 1][..],
        &floats(&[0.25, 0.5]),
        &[1, 1],
        &floats(&[1.0]),
        &[0],
    ]
    .concat();
    assert_eq!(encode(&document), old);
    storage.set_item("content", &stored_text(old)).unwrap();
    assert_eq!(StorageKey::Document.load(), Some(document));
    remove_items(&storage, names);
}
