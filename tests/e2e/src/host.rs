//! The site on a free port, with a gate in front of the files that the page fetches itself.
//!
//! The server is the one of `cargo xtask serve`; the gate alone is the tests'.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use http::StatusCode;
use tokio::net::TcpStream;
use tokio::sync::{Notify, watch};
use xtask::dist::Dist;
use xtask::site;

/// What becomes of a request for a file of the worker, of the panels or of what explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// It is answered as any other.
    Open,
    /// It waits until the gate is moved.
    Held,
    /// It is answered with 404.
    Missing,
}

/// A running server; it stops when the test's runtime does.
pub(crate) struct Host {
    /// `http://127.0.0.1:port`.
    pub(crate) origin: String,
    /// The page's address on it.
    pub(crate) url: String,
    gate: watch::Sender<Gate>,
    address: SocketAddr,
    stop: Arc<Notify>,
}

impl Host {
    pub(crate) async fn start(site: &Dist, gate: Gate) -> Result<Self> {
        let (sender, receiver) = watch::channel(gate);
        let listener = site::listen(0).await?;
        let address = listener.local_addr()?;
        let origin = format!("http://{address}");
        let url = format!("{origin}{}", site.public_url);
        let router = site::router(site).layer(from_fn_with_state(receiver, pass_gate));
        let stop = Arc::<Notify>::default();
        let stopped = Arc::clone(&stop).notified_owned();
        let server = axum::serve(listener, router).with_graceful_shutdown(stopped);
        tokio::spawn(server.into_future());
        Ok(Self {
            origin,
            url,
            gate: sender,
            address,
            stop,
        })
    }

    /// Ends the server; nothing answers at its address any more.
    pub(crate) async fn stop(&self) {
        self.stop.notify_one();
        while TcpStream::connect(self.address).await.is_ok() {
            tokio::task::yield_now().await;
        }
    }

    pub(crate) fn set_gate(&self, gate: Gate) {
        self.gate.send_replace(gate);
    }
}

/// Serves this one page, on another site than any [`Host`], for as long as the test's runtime lives; returns its address.
pub(crate) async fn serve(page: String) -> Result<String> {
    let listener = site::listen(0).await?;
    let url = format!("http://localhost:{}/", listener.local_addr()?.port());
    let router = Router::new().route("/", get(async || Html(page)));
    tokio::spawn(axum::serve(listener, router).into_future());
    Ok(url)
}

async fn pass_gate(
    State(mut gate): State<watch::Receiver<Gate>>,
    request: Request,
    next: Next,
) -> Response {
    let file = request.uri().path().rsplit('/').next().unwrap_or_default();
    let program = file.split(['.', '_']).next().unwrap_or_default();
    if !["worker", "panels", "inside"].contains(&program) {
        return next.run(request).await;
    }
    match gate
        .wait_for(|gate| *gate != Gate::Held)
        .await
        .map(|gate| *gate)
    {
        Ok(Gate::Missing) | Err(_) => StatusCode::NOT_FOUND.into_response(),
        Ok(_) => next.run(request).await,
    }
}
