//! Bring and take: pictures and drawings in, files and links out.

use ink::{Drawing, link};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::canvas::PEN_WIDTH;
use crate::browser::files::{self, Outgoing, Picker, Shared, Source};
use crate::browser::{address, bring, photo, png};
use crate::protocol::pictures::{Form, Reply, Request};
use crate::state::content::Content;
use crate::state::notice::Notice;

/// Buttons for each way in and out.
#[component]
pub fn Exchange(
    /// The ink; blank where there is a picture.
    drawing: Memo<Drawing>,
    /// Something has been opened.
    #[prop(into)]
    on_open: Callback<Content>,
    /// There is something to say.
    #[prop(into)]
    on_notice: Callback<Notice>,
) -> impl IntoView {
    let is_blank = Memo::new(move |_| drawing.with(|drawing| drawing.strokes.is_empty()));
    let picker = |source| {
        let take = move |file| spawn_local(async move { open(&file, on_open, on_notice).await });
        StoredValue::new_local(Picker::new(source, take).ok())
    };
    let (from_files, from_camera) = (picker(Source::Files), picker(Source::Camera));
    let pick = |picker: StoredValue<Option<Picker>, LocalStorage>| {
        picker.with_value(|picker| picker.iter().for_each(Picker::open));
    };
    let hand_out = move |way: WayOut| {
        let drawing = drawing.get_untracked();
        spawn_local(async move { on_notice.run(hand_out(way, &drawing).await) });
    };
    let page = address::with_fragment("");
    let can_share = files::can_share(Shared {
        url: Some(&page),
        ..Shared::default()
    });
    let ways = WayOut::ALL
        .into_iter()
        .filter(|way| can_share || *way != WayOut::Share);
    let ways = ways.map(|way| {
        view! {
            <button type="button" class="button" data-testid=way.testid() disabled=is_blank on:click=move |_| hand_out(way)>
                {way.label()}
            </button>
        }
    });
    view! {
        <div class="exchange">
            <div class="exchange-row" role="group" aria-label="Bring">
                <button type="button" class="button" data-testid="open" on:click=move |_| pick(from_files)>
                    "Open a picture or drawing"
                </button>
                <button type="button" class="button" data-testid="camera" on:click=move |_| pick(from_camera)>
                    "Photograph a digit"
                </button>
            </div>
            <p class="exchange-note">"Or paste one, or drop it anywhere on the page. It stays on your device."</p>
            <div class="exchange-row" role="group" aria-label="Take">{ways.collect_view()}</div>
        </div>
    }
}

/// Reads a file and puts it on the pad, or says why not.
pub(super) async fn open(
    file: &bring::File,
    on_open: Callback<Content>,
    on_notice: Callback<Notice>,
) {
    on_notice.run(Notice::news("Reading the file\u{2026}"));
    match bring::content_of(file).await {
        Ok((content, words)) => {
            on_open.run(content);
            on_notice.run(Notice::News(
                words.unwrap_or_else(|| "Opened. Undo brings back what was there.".into()),
            ));
        }
        Err(why) => on_notice.run(Notice::Trouble(why)),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WayOut {
    Png,
    Svg,
    Json,
    Link,
    Share,
}

impl WayOut {
    const ALL: [Self; 5] = [Self::Png, Self::Svg, Self::Json, Self::Link, Self::Share];

    fn label(self) -> &'static str {
        match self {
            Self::Png => "Save PNG",
            Self::Svg => "Save SVG",
            Self::Json => "Save JSON",
            Self::Link => "Copy link",
            Self::Share => "Share",
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

/// Hands the drawing out, and tells what came of it.
async fn hand_out(way: WayOut, drawing: &Drawing) -> Notice {
    match way {
        WayOut::Png => {
            let bytes = png::of_drawing(drawing).await;
            save(
                "drawing.png",
                "image/png",
                bytes.map_err(|error| Notice::trouble(&error)),
            )
        }
        WayOut::Svg => save(
            "drawing.svg",
            "image/svg+xml",
            write(Form::Svg, drawing).await,
        ),
        WayOut::Json => save(
            "drawing.json",
            "application/json",
            write(Form::Json, drawing).await,
        ),
        WayOut::Link | WayOut::Share => hand_out_link(way, drawing).await,
    }
}

async fn write(form: Form, drawing: &Drawing) -> Result<Vec<u8>, Notice> {
    let request = Request::Write {
        form,
        drawing: drawing.clone(),
        pen_width: PEN_WIDTH,
    };
    match photo::ask(&request).await {
        Ok(Reply::Written(bytes)) => Ok(bytes),
        Ok(_) => Err(Notice::trouble(&photo::ReadError::Died)),
        Err(error) => Err(Notice::trouble(&error)),
    }
}

async fn hand_out_link(way: WayOut, drawing: &Drawing) -> Notice {
    let url = match link::to_text(drawing) {
        Ok(text) => address::with_fragment(&text),
        Err(error) => return Notice::trouble(&error),
    };
    let done = if way == WayOut::Share {
        let title = Some("A drawn digit");
        let what = Shared {
            title,
            url: Some(&url),
            file: None,
        };
        files::share(what).await.map(|()| String::new())
    } else {
        let copied = "Link copied: whoever opens it sees this drawing.";
        files::copy(&url).await.map(|()| copied.to_owned())
    };
    done.map_or_else(|error| Notice::trouble(&error), Notice::News)
}

fn save(name: &str, kind: &'static str, bytes: Result<Vec<u8>, Notice>) -> Notice {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(trouble) => return trouble,
    };
    let file = Outgoing {
        name: name.into(),
        kind,
        bytes,
    };
    match files::save(&file) {
        Ok(()) => Notice::News(format!("Saved as {name}.")),
        Err(error) => Notice::trouble(&error),
    }
}
