//! The reader of pictures as the site serves it: there for whoever brings one, and no sooner.

use e2e::Visit;
use e2e::drawings::golden;
use serde::Deserialize;

/// Starts the reader as the page does, sends it a seven painted on a canvas and the bytes of no
/// picture, and returns the first byte (the kind) and the length of each of its messages.
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
        const blob = await new Promise((done) => canvas.toBlob(done));
        const worker = new Worker(document.getElementById("boot").src, { type: "module", name: js });
        const next = () => new Promise((done, failed) => {
            worker.onmessage = ({ data }) => done({ kind: data[0], length: data.length });
            worker.onerror = (event) => failed(event.message);
        });
        const replies = [next()];
        worker.postMessage(await WebAssembly.compileStreaming(fetch(wasm)));
        await replies[0];
        // A request as postcard writes it: the kind, the length in groups of seven bits, the bytes.
        const open = (bytes) => {
            const length = [];
            let rest = bytes.length;
            for (; rest > 127; rest >>>= 7) length.push(rest & 127 | 128);
            return Uint8Array.of(0, ...length, rest, ...bytes);
        };
        for (const bytes of [new Uint8Array(await blob.arrayBuffer()), Uint8Array.of(1, 2)]) {
            const file = open(bytes);
            replies.push(next());
            worker.postMessage(file);
            await replies.at(-1);
        }
        return Promise.all(replies);
    })();
"#;

#[derive(Debug, Deserialize, PartialEq)]
struct Message {
    kind: u8,
    length: usize,
}

#[test]
fn the_reader_opens_a_picture_and_refuses_what_is_none() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        let [ready, opened, refused]: [Message; 3] = page.evaluate(READ_TWO_FILES).await?;
        assert_eq!(ready, Message { kind: 0, length: 1 });
        let pixels = 28 * 28 + 280 * 280;
        assert_eq!(opened.kind, 1);
        assert!((pixels..pixels + 8).contains(&opened.length), "{opened:?}");
        assert!(refused.kind == 4 && refused.length > 20, "{refused:?}");
        Ok(())
    });
}

#[test]
fn who_only_draws_fetches_nothing_that_reads_pictures() {
    let requests = Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.draw(&golden(7)).await?;
        page.wait_for_prediction("7").await
    });
    let fetched = |url: &&String| url.contains("/photo");
    assert_eq!(requests.iter().find(fetched), None);
}
