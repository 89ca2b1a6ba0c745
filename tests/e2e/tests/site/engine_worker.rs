//! The recognise worker: the pad works while it loads and after it failed to load, and at most one request is
//! in flight.

use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, NetworkCondition};

#[test]
fn ink_drawn_while_the_worker_loads_is_classified_once_it_is_ready() {
    BrowserSession::default()
        .with_network(NetworkCondition::Stalled)
        .run(async |page| {
            page.draw(&golden_drawing(3)).await?;
            page.settle().await;
            assert_eq!(page.state().await?, "loading");
            assert!(page.ink_box().await?.is_some());
            page.assert_no_prediction().await?;
            page.set_network_condition(NetworkCondition::Normal);
            page.wait_for_prediction("3").await?;
            page.wait_for_state("ready").await
        });
}

#[test]
fn classify_pressed_while_the_worker_loads_is_answered_once_it_is_ready() {
    BrowserSession::default()
        .with_network(NetworkCondition::Stalled)
        .run(async |page| {
            page.wait_for_state("loading").await?;
            page.turn_live_off().await?;
            page.draw(&golden_drawing(3)).await?;
            page.click("classify").await?;
            page.set_network_condition(NetworkCondition::Normal);
            page.wait_for_prediction("3").await
        });
}

/// Records the messages that the page sends to its first worker, and the first reply.
const RECORD_MESSAGES: &str = "
    window.messages = [];
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (...message) {
        if (messages.length === 0) this.addEventListener('message', () => messages.push('reply'), { once: true });
        messages.push(message[0] instanceof WebAssembly.Module ? 'module' : 'request');
        return postMessage.apply(this, message);
    };";

#[test]
fn a_request_is_sent_before_the_worker_is_ready() {
    BrowserSession::default()
        .with_network(NetworkCondition::Stalled)
        .run(async |page| {
            page.add_init_script(RECORD_MESSAGES).await?;
            page.client().refresh().await?;
            page.wait_for_state("loading").await?;
            page.draw(&golden_drawing(3)).await?;
            page.set_network_condition(NetworkCondition::Normal);
            page.wait_for_prediction("3").await?;
            let messages: Vec<String> = page.evaluate("return window.messages").await?;
            assert_eq!(
                messages[..3],
                ["module", "request", "reply"],
                "{messages:?}"
            );
            Ok(())
        });
}

#[test]
fn a_failure_to_load_is_shown_and_retry_recovers_with_the_ink() {
    BrowserSession::default()
        .with_network(NetworkCondition::NotFound)
        .run(async |page| {
            page.wait_for_state("failed").await?;
            assert!(page.element("retry").await?.is_displayed().await?);
            page.draw(&golden_drawing(3)).await?;
            page.assert_no_prediction().await?;
            let ink = page.ink_box().await?;
            assert!(ink.is_some());

            page.click("retry").await?;
            page.settle().await;
            page.wait_for_state("failed").await?;

            page.set_network_condition(NetworkCondition::Normal);
            page.click("retry").await?;
            page.wait_for_state("ready").await?;
            page.wait_for_prediction("3").await?;
            assert_eq!(page.ink_box().await?, ink);
            Ok(())
        });
}

/// Dispatches fifty pointer moves in one task, during which no reply can arrive. Each move changes the ink, so the page
/// needs a new answer each time. Returns the length of each request and the maximum number in flight.
const SCRIBBLE: &str = "
    const lengths = [];
    let inFlight = 0, maxInFlight = 0;
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (...message) {
        lengths.push(message[0].length);
        inFlight += 1;
        maxInFlight = Math.max(maxInFlight, inFlight);
        return postMessage.apply(this, message);
    };
    // A request is no longer in flight when the page reads its reply, because the page may then send the next one.
    const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
    const read = new WeakSet();
    Object.defineProperty(MessageEvent.prototype, 'data', { ...data, get() {
        if (this.target instanceof Worker && !read.has(this)) { read.add(this); inFlight -= 1; }
        return data.get.call(this);
    } });
    const pad = document.querySelector('[data-testid=pad]');
    const { left, top, width, height } = pad.getBoundingClientRect();
    const send = (type, y) => pad.dispatchEvent(new PointerEvent(type, {
        bubbles: true, isPrimary: true, pointerId: 1, pointerType: 'mouse', button: 0, buttons: 1,
        clientX: left + width / 2, clientY: top + height * y,
    }));
    const [resolve] = [...arguments].slice(-1);
    (async () => {
        send('pointerdown', 0.2);
        for (let i = 1; i <= 50; i += 1) {
            // Lets the page's microtasks run before the next event.
            await null; await null; await null; await null;
            send('pointermove', 0.2 + 0.012 * i);
        }
        send('pointerup', 0.8);
        const isRead = () => pad.getAttribute('aria-label').includes('read as');
        const poll = () => isRead() ? resolve({ maxInFlight, lengths }) : setTimeout(poll, 10);
        setTimeout(poll, 10);
    })();";

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Requests {
    /// The largest number of requests in flight at once.
    max_in_flight: usize,
    /// The length of each request in bytes, in order.
    lengths: Vec<usize>,
}

#[test]
fn a_fast_pen_has_one_request_in_flight_and_then_one_for_the_newest_ink() {
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        let requests = page.client().execute_async(SCRIBBLE, Vec::new()).await?;
        let Requests {
            max_in_flight,
            lengths,
        } = serde_json::from_value(requests)?;
        assert_eq!(max_in_flight, 1, "{lengths:?}");
        // The first request contains a dot, the second the whole stroke.
        let [first, second] = lengths[..] else {
            panic!("expected two requests, got {}", lengths.len());
        };
        assert!(second >= first + 50 * 8, "{lengths:?}");
        page.wait_for_prediction("1").await
    });
}
