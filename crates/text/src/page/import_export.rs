//! Text about files and links: buttons, messages, file names.

/// Files and links.
pub struct ImportExportStrings {
    /// Title.
    pub title: &'static str,
    /// Label of the group of import buttons.
    pub import: &'static str,
    /// Button that opens a file.
    pub open_file: &'static str,
    /// Button that takes a photo with the camera.
    pub take_photo: &'static str,
    /// Note about other ways to import a file.
    pub note: &'static str,
    /// Shown while a file is dragged over the page.
    pub drop_hint: &'static str,
    /// Message while a file is being opened.
    pub opening: &'static str,
    /// Message after a file was opened.
    pub opened: &'static str,
    /// Message after the first of this number of drawings was opened.
    pub opened_first_of: fn(usize) -> String,
    /// Label of the group of export buttons.
    pub export: &'static str,
    /// Button that saves a PNG file.
    pub save_png: &'static str,
    /// Button that saves an SVG file.
    pub save_svg: &'static str,
    /// Button that saves a JSON file.
    pub save_json: &'static str,
    /// Button that copies a link to the drawing.
    pub copy_link: &'static str,
    /// Button that opens the device's share dialog.
    pub share: &'static str,
    /// Name of an exported file. The value is the extension.
    pub file_name: fn(&str) -> String,
    /// Message after a file was saved. The value is its name.
    pub saved: fn(&str) -> String,
    /// Message after the link was copied.
    pub link_copied: &'static str,
}

/// The English text.
pub const ENGLISH: ImportExportStrings = ImportExportStrings {
    title: "Open, save, share",
    import: "Import",
    open_file: "Open a picture or drawing",
    take_photo: "Take a photo",
    note: "You can also paste or drop a file. Files stay on your device.",
    drop_hint: "Drop a picture or drawing to open it",
    opening: "Opening the file\u{2026}",
    opened: "Opened. Undo restores the previous drawing.",
    opened_first_of: |count| format!("Opened the first of {count} drawings."),
    export: "Export",
    save_png: "Save PNG",
    save_svg: "Save SVG",
    save_json: "Save JSON",
    copy_link: "Copy link",
    share: "Share",
    file_name: |value| format!("drawing.{value}"),
    saved: |value| format!("Saved as {value}."),
    link_copied: "Link copied. Anyone who opens it sees this drawing.",
};
