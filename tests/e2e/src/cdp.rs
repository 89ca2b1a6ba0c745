//! A direct connection to the browser over the DevTools protocol (CDP), without a driver in between.
//!
//! [`CdpConnection::send`] does not wait for a reply, so input events can follow each other as fast as a real pointer
//! sends them. The connection also receives the browser's trace events.

use anyhow::{Context, Result, bail, ensure};
use fantoccini::Client;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// A WebSocket connection to an open page.
pub(crate) struct CdpConnection {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    last_id: u64,
}

impl CdpConnection {
    /// Connects to the page that Chromium shows.
    pub(crate) async fn open(client: &Client) -> Result<Self> {
        let options = client
            .capabilities()
            .and_then(|all| all.get("goog:chromeOptions"));
        let address = options.and_then(|options| options["debuggerAddress"].as_str());
        let address = address.context("ChromeDriver reports no debugger address")?;
        // ChromeDriver's window handle is the browser's target id.
        let window = String::from(client.window().await?);
        let (socket, _) = connect_async(format!("ws://{address}/devtools/page/{window}")).await?;
        Ok(Self { socket, last_id: 0 })
    }

    /// Sends a command and returns the id of its reply.
    pub(crate) async fn send(&mut self, method: &str, params: Value) -> Result<u64> {
        self.last_id += 1;
        let command = json!({ "id": self.last_id, "method": method, "params": params });
        self.socket.send(Message::text(command.to_string())).await?;
        Ok(self.last_id)
    }

    /// Sends a command and waits for its reply.
    pub(crate) async fn call(&mut self, method: &str, params: Value) -> Result<Value> {
        let id = self.send(method, params).await?;
        loop {
            let mut message = self.next_message().await?;
            if message["id"] == id {
                ensure!(message["error"].is_null(), "{method}: {}", message["error"]);
                return Ok(message["result"].take());
            }
        }
    }

    /// Waits for the next reply or event.
    pub(crate) async fn next_message(&mut self) -> Result<Value> {
        while let Some(message) = self.socket.next().await {
            if let Message::Text(text) = message? {
                return Ok(serde_json::from_str(&text)?);
            }
        }
        bail!("the browser closed the DevTools connection")
    }
}
