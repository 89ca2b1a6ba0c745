//! Serves a folder of static files on 127.0.0.1, at a sub-path if the site has one.

use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use anyhow::{Result, anyhow};
use tiny_http::{Header, Request, Response};

use crate::public_url::PublicUrl;

/// The page that is served until the site is built. It reloads itself.
const NOT_YET: &str =
    "<!DOCTYPE html><meta http-equiv=\"refresh\" content=\"2\">The site is being built.";

/// A server that has opened its port.
pub(super) struct Server {
    http: tiny_http::Server,
    address: SocketAddr,
    public_url: PublicUrl,
    folder: PathBuf,
}

impl Server {
    /// Opens a port; 0 selects any free port.
    ///
    /// # Errors
    /// If the port is in use.
    pub(super) fn open(port: u16, public_url: PublicUrl, folder: PathBuf) -> Result<Self> {
        let http = tiny_http::Server::http((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
            anyhow!("cannot listen on port {port}: {error}; choose another with --port")
        })?;
        let address = http
            .server_addr()
            .to_ip()
            .expect("the server has an IP address");
        Ok(Self {
            http,
            address,
            public_url,
            folder,
        })
    }

    /// Returns the address of the site.
    pub(super) fn url(&self) -> String {
        format!("http://{}{}", self.address, self.public_url)
    }

    /// Answers requests until the process ends.
    ///
    /// # Errors
    /// If the system closes the port.
    pub(super) fn run(&self) -> Result<()> {
        loop {
            let request = self.http.recv()?;
            // A browser that has closed the connection needs no answer.
            drop(self.answer(request));
        }
    }

    fn answer(&self, request: Request) -> std::io::Result<()> {
        let url = request.url().to_owned();
        let Some(name) = file_name(&url, self.public_url.path()) else {
            return request.respond(Response::empty(404));
        };
        match File::open(self.folder.join(name)) {
            Ok(file) => request.respond(
                Response::from_file(file)
                    .with_header(header("Content-Type", mime_type(name)))
                    // The browser's cache must not hide a rebuilt page.
                    .with_header(header("Cache-Control", "no-cache")),
            ),
            Err(_) if name == "index.html" => request.respond(
                Response::from_string(NOT_YET)
                    .with_status_code(503)
                    .with_header(header("Content-Type", mime_type(name))),
            ),
            Err(_) => request.respond(Response::empty(404)),
        }
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("the header is ASCII")
}

/// Returns the name of the requested file. A site is one folder, so a name with a slash, or with an escape that could
/// hide one, is no file.
fn file_name<'a>(url: &'a str, public_url: &str) -> Option<&'a str> {
    let path = url.split('?').next()?;
    let name = path.strip_prefix(public_url)?;
    let is_plain = |name: &str| {
        name.chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    };
    match name {
        "" => Some("index.html"),
        name => (is_plain(name) && !name.starts_with('.')).then_some(name),
    }
}

fn mime_type(name: &str) -> &'static str {
    match name.rsplit_once('.') {
        Some((_, "html")) => "text/html; charset=utf-8",
        Some((_, "js")) => "text/javascript",
        Some((_, "wasm")) => "application/wasm",
        Some((_, "css")) => "text/css",
        Some((_, "svg")) => "image/svg+xml",
        Some((_, "png")) => "image/png",
        Some((_, "json")) => "application/json",
        Some((_, "webmanifest")) => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::thread;

    use super::*;

    #[test]
    fn only_names_of_files_below_the_public_url_are_accepted() {
        for (url, public_url, expected) in [
            ("/", "/", Some("index.html")),
            ("/page_bg.wasm?page.js", "/", Some("page_bg.wasm")),
            ("/name/", "/name/", Some("index.html")),
            ("/name/page.js", "/name/", Some("page.js")),
            ("/page.js", "/name/", None),
            ("/../secret.html", "/", None),
            ("/%2e%2e/secret.html", "/", None),
            ("/..", "/", None),
            ("/.secret", "/", None),
            ("//secret.html", "/", None),
        ] {
            assert_eq!(file_name(url, public_url), expected, "{url}");
        }
    }

    #[test]
    fn a_file_is_sent_with_its_mime_type_and_is_not_cached() {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::open(0, PublicUrl::default(), folder.path().to_owned()).unwrap();
        let address = server.address;
        thread::spawn(move || server.run());
        let get = |path: &str| {
            let mut stream = TcpStream::connect(address).unwrap();
            write!(
                stream,
                "GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            )
            .unwrap();
            let mut response = String::new();
            stream.read_to_string(&mut response).unwrap();
            response
        };
        assert!(get("/").starts_with("HTTP/1.1 503"));
        std::fs::write(folder.path().join("page.js"), "a script").unwrap();
        let response = get("/page.js");
        for part in [
            "200 OK",
            "Content-Type: text/javascript",
            "no-cache",
            "a script",
        ] {
            assert!(response.contains(part), "{response}");
        }
        assert!(get("/missing.js").starts_with("HTTP/1.1 404"));
    }
}
