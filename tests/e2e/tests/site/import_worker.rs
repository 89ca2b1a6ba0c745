//! The import worker, which reads picture files, as the built site serves it. It is fetched only when a file is opened.

use anyhow::Result;
use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, Page};
use ink::SIDE;
use workers::import::{Answer, Question};
use workers::{Envelope, Reply, decode, encode};

/// Returns the bytes of a PNG with a 7.
const DRAW_7: &str = r#"
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 300;
    const context = canvas.getContext("2d");
    context.fillStyle = "white";
    context.fillRect(0, 0, 300, 300);
    context.lineWidth = 20;
    context.stroke(new Path2D("M90 70H200L130 230"));
    return new Promise((resolve) => canvas.toBlob(resolve))
        .then((blob) => blob.arrayBuffer())
        .then((bytes) => [...new Uint8Array(bytes)])"#;

/// The side of the ink that the worker extracts for the pad, in pixels.
const INK_SIDE: usize = 280;

async fn open(page: &Page, id: u32, bytes: Vec<u8>) -> Result<Reply<Answer>> {
    let question = Question::Open(bytes);
    let message = encode(&Envelope { id, question });
    Ok(decode(&page.ask_worker("import", &message).await?)?)
}

#[test]
fn the_import_worker_reads_a_picture_and_rejects_other_files() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        let ready: Reply<Answer> = decode(&page.start_worker("import").await?)?;
        assert_eq!(ready, Reply::Ready);
        let picture: Vec<u8> = page.evaluate(DRAW_7).await?;
        let read = open(page, 3, picture).await?;
        let Reply::Answer {
            id: 3,
            answer: Answer::Picture(digit),
        } = read
        else {
            panic!("the picture was not read: {read:?}");
        };
        assert_eq!(digit.raster.pixels().len(), SIDE * SIDE);
        assert_eq!(digit.ink.len(), INK_SIDE * INK_SIDE);
        let rejected = open(page, 4, vec![1, 2]).await?;
        let is_rejected = matches!(
            rejected,
            Reply::Answer {
                id: 4,
                answer: Answer::Rejected(_)
            }
        );
        assert!(is_rejected, "{rejected:?}");
        Ok(())
    });
}

#[test]
fn drawing_alone_does_not_fetch_the_import_worker() {
    let requests = BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden_drawing(7)).await?;
        page.wait_for_prediction("7").await
    });
    let fetched = |url: &&String| url.contains("/import");
    assert_eq!(requests.iter().find(fetched), None);
}
