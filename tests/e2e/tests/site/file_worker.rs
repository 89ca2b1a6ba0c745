//! The file worker, which reads picture files, as the built site serves it. It is fetched only when a file is opened.

use e2e::BrowserSession;
use e2e::drawings::golden_drawing;
use serde::Deserialize;

/// Starts the worker as the page does and sends it two files: a PNG of a 7, and two bytes that are not a picture.
/// Returns the first byte (the variant) and the length of each reply.
const READ_TWO_FILES: &str = r#"
    const { js, wasm } = document.querySelectorAll("meta[name=bundle]")[2].dataset;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 300;
    const context = canvas.getContext("2d");
    context.fillStyle = "white";
    context.fillRect(0, 0, 300, 300);
    context.lineWidth = 20;
    context.stroke(new Path2D("M90 70H200L130 230"));
    return (async () => {
        const blob = await new Promise((resolve) => canvas.toBlob(resolve));
        const worker = new Worker(document.getElementById("boot").src, { type: "module", name: js });
        const next = () => new Promise((resolve, reject) => {
            worker.onmessage = ({ data }) => resolve({ variant: data[0], length: data.length });
            worker.onerror = (event) => reject(event.message);
        });
        const replies = [next()];
        worker.postMessage(await WebAssembly.compileStreaming(fetch(wasm)));
        await replies[0];
        // Encodes a request as postcard does: the variant, the length as a varint, the bytes.
        const encode = (bytes) => {
            const length = [];
            let rest = bytes.length;
            for (; rest > 127; rest >>>= 7) length.push(rest & 127 | 128);
            return Uint8Array.of(0, ...length, rest, ...bytes);
        };
        for (const bytes of [new Uint8Array(await blob.arrayBuffer()), Uint8Array.of(1, 2)]) {
            const request = encode(bytes);
            replies.push(next());
            worker.postMessage(request);
            await replies.at(-1);
        }
        return Promise.all(replies);
    })();
"#;

#[derive(Debug, Deserialize, PartialEq)]
struct Reply {
    variant: u8,
    length: usize,
}

#[test]
fn the_file_worker_reads_a_picture_and_rejects_other_files() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        let [ready, read, rejected]: [Reply; 3] = page.evaluate(READ_TWO_FILES).await?;
        assert_eq!(
            ready,
            Reply {
                variant: 0,
                length: 1
            }
        );
        let pixels = 28 * 28 + 280 * 280;
        assert_eq!(read.variant, 1);
        assert!((pixels..pixels + 8).contains(&read.length), "{read:?}");
        assert!(
            rejected.variant == 4 && rejected.length > 20,
            "{rejected:?}"
        );
        Ok(())
    });
}

#[test]
fn drawing_alone_does_not_fetch_the_file_worker() {
    let requests = BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden_drawing(7)).await?;
        page.wait_for_prediction("7").await
    });
    let fetched = |url: &&String| url.contains("/photo");
    assert_eq!(requests.iter().find(fetched), None);
}
