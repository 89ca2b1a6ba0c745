//! Serves the built site on a free port, with simulated network conditions for the bundles that the page loads itself.

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

use crate::site::{self, Site};

/// The bundles that [`NetworkCondition`] applies to.
const BUNDLES: [&str; 3] = ["recognise", "inspector", "explain"];

/// How the server answers a request for a bundle that the page loads itself: a worker or the inspector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkCondition {
    /// Requests succeed.
    Normal,
    /// Requests wait until the condition changes.
    Stalled,
    /// Requests fail with status 404.
    NotFound,
}

/// A running server. It stops when the test's runtime does.
pub(crate) struct SiteServer {
    /// The origin, `http://127.0.0.1:port`.
    pub(crate) origin: String,
    /// The page's URL.
    pub(crate) url: String,
    condition: watch::Sender<NetworkCondition>,
    address: SocketAddr,
    stop: Arc<Notify>,
}

impl SiteServer {
    pub(crate) async fn start(site: &Site, condition: NetworkCondition) -> Result<Self> {
        site.check_built()?;
        let (sender, receiver) = watch::channel(condition);
        let listener = site::listen().await?;
        let address = listener.local_addr()?;
        let origin = format!("http://{address}");
        let url = format!("{origin}{}", site.path);
        let router =
            site::router(site).layer(from_fn_with_state(receiver, apply_network_condition));
        let stop = Arc::<Notify>::default();
        let stopped = Arc::clone(&stop).notified_owned();
        let server = axum::serve(listener, router).with_graceful_shutdown(stopped);
        tokio::spawn(server.into_future());
        Ok(Self {
            origin,
            url,
            condition: sender,
            address,
            stop,
        })
    }

    /// Stops the server and waits until its port refuses connections.
    pub(crate) async fn stop(&self) {
        self.stop.notify_one();
        while TcpStream::connect(self.address).await.is_ok() {
            tokio::task::yield_now().await;
        }
    }

    pub(crate) fn set_network_condition(&self, condition: NetworkCondition) {
        self.condition.send_replace(condition);
    }
}

/// Serves a single page from another site than any [`SiteServer`], for as long as the test's runtime lives. Returns its
/// URL.
pub(crate) async fn serve_page(page: String) -> Result<String> {
    let listener = site::listen().await?;
    let url = format!("http://localhost:{}/", listener.local_addr()?.port());
    let router = Router::new().route("/", get(async || Html(page)));
    tokio::spawn(axum::serve(listener, router).into_future());
    Ok(url)
}

async fn apply_network_condition(
    State(mut condition): State<watch::Receiver<NetworkCondition>>,
    request: Request,
    next: Next,
) -> Response {
    let file = request.uri().path().rsplit('/').next().unwrap_or_default();
    let bundle = file.split(['.', '_']).next().unwrap_or_default();
    if !BUNDLES.contains(&bundle) {
        return next.run(request).await;
    }
    match condition
        .wait_for(|condition| *condition != NetworkCondition::Stalled)
        .await
        .map(|condition| *condition)
    {
        Ok(NetworkCondition::NotFound) | Err(_) => StatusCode::NOT_FOUND.into_response(),
        Ok(_) => next.run(request).await,
    }
}
