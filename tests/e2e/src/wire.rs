//! The DevTools protocol without a driver in between: commands go out one after another and nobody waits for an
//! answer, as events of a real pointer do; and what the browser traces comes in.

use anyhow::{Context, Result, bail, ensure};
use fantoccini::Client;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// A line of its own to an open page.
pub(crate) struct Wire {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    last_id: u64,
}

impl Wire {
    /// Opens a line to the page that Chromium shows.
    pub(crate) async fn open(client: &Client) -> Result<Self> {
        let options = client
            .capabilities()
            .and_then(|all| all.get("goog:chromeOptions"));
        let address = options.and_then(|options| options["debuggerAddress"].as_str());
        let address = address.context("ChromeDriver names no address of the browser")?;
        // ChromeDriver calls a window by the name that the browser has for it.
        let window = String::from(client.window().await?);
        let (socket, _) = connect_async(format!("ws://{address}/devtools/page/{window}")).await?;
        Ok(Self { socket, last_id: 0 })
    }

    /// Sends a command and returns the number that its answer will have.
    pub(crate) async fn send(&mut self, method: &str, params: Value) -> Result<u64> {
        self.last_id += 1;
        let command = json!({ "id": self.last_id, "method": method, "params": params });
        self.socket.send(Message::text(command.to_string())).await?;
        Ok(self.last_id)
    }

    /// Sends a command and waits until it is done.
    pub(crate) async fn ask(&mut self, method: &str, params: Value) -> Result<Value> {
        let id = self.send(method, params).await?;
        loop {
            let mut heard = self.hear().await?;
            if heard["id"] == id {
                ensure!(heard["error"].is_null(), "{method}: {}", heard["error"]);
                return Ok(heard["result"].take());
            }
        }
    }

    /// The next answer or event.
    pub(crate) async fn hear(&mut self) -> Result<Value> {
        while let Some(message) = self.socket.next().await {
            if let Message::Text(text) = message? {
                return Ok(serde_json::from_str(&text)?);
            }
        }
        bail!("the browser hung up")
    }
}
