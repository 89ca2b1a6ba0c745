//! The pad is alive before the network is there, and stays so when it cannot be had.

use e2e::drawings::golden;
use e2e::{Gate, Visit};

#[test]
fn what_is_drawn_while_the_network_loads_is_answered_when_it_is_ready() {
    Visit::default().with_worker(Gate::Held).run(async |page| {
        page.draw(&golden(3)).await?;
        page.linger().await;
        assert_eq!(page.state().await?, "loading");
        assert!(page.ink().await?.is_some());
        page.expect_no_answer().await?;
        page.set_gate(Gate::Open);
        page.wait_for_prediction("3").await?;
        page.wait_for_state("ready").await
    });
}

#[test]
fn classify_pressed_while_the_network_loads_is_answered_when_it_is_ready() {
    Visit::default().with_worker(Gate::Held).run(async |page| {
        page.wait_for_state("loading").await?;
        page.turn_live_off().await?;
        page.draw(&golden(3)).await?;
        page.click("classify").await?;
        page.set_gate(Gate::Open);
        page.wait_for_prediction("3").await
    });
}

/// Notes what the page sends to its first worker, and when it first hears of it.
const ORDER: &str = "
    window.order = [];
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (...message) {
        if (order.length === 0) this.addEventListener('message', () => order.push('heard'), { once: true });
        order.push(message[0] instanceof WebAssembly.Module ? 'module' : 'question');
        return postMessage.apply(this, message);
    };";

#[test]
fn what_is_drawn_while_the_network_loads_is_asked_before_it_is_ready() {
    Visit::default().with_worker(Gate::Held).run(async |page| {
        page.before_any_code(ORDER).await?;
        page.client().refresh().await?;
        page.wait_for_state("loading").await?;
        page.draw(&golden(3)).await?;
        page.set_gate(Gate::Open);
        page.wait_for_prediction("3").await?;
        let order: Vec<String> = page.evaluate("return window.order").await?;
        assert_eq!(order[..3], ["module", "question", "heard"], "{order:?}");
        Ok(())
    });
}

#[test]
fn a_network_that_cannot_be_loaded_is_told_and_retry_recovers_with_the_ink_kept() {
    Visit::default()
        .with_worker(Gate::Missing)
        .run(async |page| {
            page.wait_for_state("failed").await?;
            assert!(page.part("retry").await?.is_displayed().await?);
            page.draw(&golden(3)).await?;
            page.expect_no_answer().await?;
            let ink = page.ink().await?;
            assert!(ink.is_some());

            page.click("retry").await?;
            page.linger().await;
            page.wait_for_state("failed").await?;

            page.set_gate(Gate::Open);
            page.click("retry").await?;
            page.wait_for_state("ready").await?;
            page.wait_for_prediction("3").await?;
            assert_eq!(page.ink().await?, ink);
            Ok(())
        });
}

/// Fifty moves of a pointer in one task, in which no reply can come: each changes the ink and asks about it.
const SCRIBBLE: &str = "
    const asked = [];
    let under_way = 0, most = 0;
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (...message) {
        asked.push(message[0].length);
        under_way += 1;
        most = Math.max(most, under_way);
        return postMessage.apply(this, message);
    };
    // A reply is no longer under way when the page reads it, and may ask on at once.
    const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
    const read = new WeakSet();
    Object.defineProperty(MessageEvent.prototype, 'data', { ...data, get() {
        if (this.target instanceof Worker && !read.has(this)) { read.add(this); under_way -= 1; }
        return data.get.call(this);
    } });
    const pad = document.querySelector('[data-testid=pad]');
    const { left, top, width, height } = pad.getBoundingClientRect();
    const send = (type, share) => pad.dispatchEvent(new PointerEvent(type, {
        bubbles: true, isPrimary: true, pointerId: 1, pointerType: 'mouse', button: 0, buttons: 1,
        clientX: left + width / 2, clientY: top + height * share,
    }));
    const [done] = [...arguments].slice(-1);
    (async () => {
        send('pointerdown', 0.2);
        for (let i = 1; i <= 50; i += 1) {
            // What the page does after an event is done before the next.
            await null; await null; await null; await null;
            send('pointermove', 0.2 + 0.012 * i);
        }
        send('pointerup', 0.8);
        const isRead = () => pad.getAttribute('aria-label').includes('read as');
        const look = () => isRead() ? done({ most, asked }) : setTimeout(look, 10);
        setTimeout(look, 10);
    })();";

#[derive(serde::Deserialize)]
struct Requests {
    /// How many were under way at once.
    most: usize,
    /// The bytes of each, in order.
    asked: Vec<usize>,
}

#[test]
fn a_pen_that_outruns_the_worker_has_one_request_under_way_and_then_the_newest() {
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        let seen = page.client().execute_async(SCRIBBLE, Vec::new()).await?;
        let Requests { most, asked } = serde_json::from_value(seen)?;
        assert_eq!(most, 1, "{asked:?}");
        // The first is about a dot; the second about all that followed it.
        let [first, second] = asked[..] else {
            panic!("{} requests for one task's ink", asked.len());
        };
        assert!(second >= first + 50 * 8, "{asked:?}");
        page.wait_for_prediction("1").await
    });
}
