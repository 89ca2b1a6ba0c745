//! Import and export: opens pictures and drawings, saves files, copies and shares links.

use ink::{Drawing, link};
use leptos::prelude::*;
use leptos::task::spawn_local;
use platform::canvas::PEN_WIDTH;
use platform::files::{self, Download, FilePicker, FileSource, IncomingFile};
use platform::{address, import, png};
use session::document::Document;
use session::toast::Toast;
use workers::import::FileFormat;

/// A button for each way to import and export.
#[component]
pub fn ImportExport(
    /// The drawing to export. Empty if the pad shows a picture.
    drawing: Memo<Drawing>,
    /// Receives an imported document.
    #[prop(into)]
    on_open: Callback<Document>,
    /// Receives messages about progress and errors.
    #[prop(into)]
    on_toast: Callback<Toast>,
) -> impl IntoView {
    let strings = &text::PAGE.import_export;
    let is_blank = Memo::new(move |_| drawing.with(|drawing| drawing.strokes.is_empty()));
    let picker = |source| {
        let on_file = move |file| spawn_local(async move { open(&file, on_open, on_toast).await });
        StoredValue::new_local(FilePicker::new(source, on_file).ok())
    };
    let (from_files, from_camera) = (picker(FileSource::Files), picker(FileSource::Camera));
    let pick = |picker: StoredValue<Option<FilePicker>, LocalStorage>| {
        picker.with_value(|picker| picker.iter().for_each(FilePicker::open));
    };
    let on_export = move |format: ExportFormat| {
        let drawing = drawing.get_untracked();
        spawn_local(async move { on_toast.run(export(format, &drawing).await) });
    };
    let can_share = files::can_share(&address::with_fragment(""));
    let formats = ExportFormat::ALL
        .into_iter()
        .filter(|format| can_share || *format != ExportFormat::Share);
    let formats = formats.map(|format| {
        view! {
            <button type="button" class="button" data-testid=format.testid() disabled=is_blank on:click=move |_| on_export(format)>
                {format.label()}
            </button>
        }
    });
    view! {
        <div class="import-export">
            <div class="import-export-row" role="group" aria-label=strings.import>
                <button type="button" class="button" data-testid="open" on:click=move |_| pick(from_files)>
                    {strings.open_file}
                </button>
                <button type="button" class="button" data-testid="camera" on:click=move |_| pick(from_camera)>
                    {strings.take_photo}
                </button>
            </div>
            <p class="import-export-note">{strings.note}</p>
            <div class="import-export-row" role="group" aria-label=strings.export>{formats.collect_view()}</div>
        </div>
    }
}

/// Imports a file and opens it on the pad, or shows the error.
pub(super) async fn open(
    file: &IncomingFile,
    on_open: Callback<Document>,
    on_toast: Callback<Toast>,
) {
    let strings = &text::PAGE.import_export;
    on_toast.run(Toast::info(strings.opening));
    match import::import_file(file).await {
        Ok((document, 1)) => {
            on_open.run(document);
            on_toast.run(Toast::info(strings.opened));
        }
        Ok((document, drawing_count)) => {
            on_open.run(document);
            on_toast.run(Toast::Info((strings.opened_first_of)(drawing_count)));
        }
        Err(message) => on_toast.run(Toast::Error(message)),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ExportFormat {
    Png,
    Svg,
    Json,
    Link,
    Share,
}

impl ExportFormat {
    const ALL: [Self; 5] = [Self::Png, Self::Svg, Self::Json, Self::Link, Self::Share];

    fn label(self) -> &'static str {
        let strings = &text::PAGE.import_export;
        match self {
            Self::Png => strings.save_png,
            Self::Svg => strings.save_svg,
            Self::Json => strings.save_json,
            Self::Link => strings.copy_link,
            Self::Share => strings.share,
        }
    }

    fn testid(self) -> &'static str {
        match self {
            Self::Png => "save-png",
            Self::Svg => "save-svg",
            Self::Json => "save-json",
            Self::Link => "copy-link",
            Self::Share => "share",
        }
    }
}

/// Exports the drawing and returns a message about the result.
async fn export(format: ExportFormat, drawing: &Drawing) -> Toast {
    let exported = match format {
        ExportFormat::Png => match png::encode_drawing(drawing).await {
            Ok(bytes) => save("png", "image/png", bytes),
            Err(error) => Err(error.to_string()),
        },
        ExportFormat::Svg => save_file(FileFormat::Svg, drawing).await,
        ExportFormat::Json => save_file(FileFormat::Json, drawing).await,
        ExportFormat::Link => copy_link(drawing).await,
        ExportFormat::Share => share_link(drawing).await,
    };
    exported.map_or_else(Toast::Error, Toast::Info)
}

/// Saves a file that a worker encodes.
async fn save_file(format: FileFormat, drawing: &Drawing) -> Result<String, String> {
    let bytes = import::export_file(format, drawing.clone(), PEN_WIDTH).await?;
    match format {
        FileFormat::Svg => save("svg", "image/svg+xml", bytes),
        FileFormat::Json => save("json", "application/json", bytes),
    }
}

fn save(extension: &str, mime_type: &'static str, bytes: Vec<u8>) -> Result<String, String> {
    let strings = &text::PAGE.import_export;
    let file = Download {
        name: (strings.file_name)(extension),
        mime_type,
        bytes,
    };
    files::save(&file).map_err(|error| error.to_string())?;
    Ok((strings.saved)(&file.name))
}

async fn copy_link(drawing: &Drawing) -> Result<String, String> {
    let copied = files::copy_text(&link_to(drawing)?).await;
    copied.map_err(|error| error.to_string())?;
    Ok(text::PAGE.import_export.link_copied.into())
}

/// Opens the share dialog. The device reports success, so the message is then empty.
async fn share_link(drawing: &Drawing) -> Result<String, String> {
    let shared = files::share(text::ANSWER.export.title, &link_to(drawing)?).await;
    shared.map_err(|error| error.to_string())?;
    Ok(String::new())
}

fn link_to(drawing: &Drawing) -> Result<String, String> {
    let fragment = link::to_text(drawing).map_err(text::ERRORS.link)?;
    Ok(address::with_fragment(&fragment))
}
