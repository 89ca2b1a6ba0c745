//! The files that a running server answers with, as a browser would fetch them.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

/// The bundles of the page and of the recognise worker, which the first answer needs.
pub(super) const PAGE: &str = "digit-recogniser";
pub(super) const RECOGNISER: &str = "recognise";
/// The bundles that open later.
const LATER: [&str; 3] = ["import", "explain", "inspector"];

/// Longer than any answer of a server on this machine.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Returns the WebAssembly modules of the page and the recognise worker by bundle, or `None` while the page or a file
/// that it needs at once is missing.
pub(super) fn first_answer(port: u16) -> Option<BTreeMap<&'static str, Vec<u8>>> {
    let html = get(port, "/")?;
    let urls = urls(&String::from_utf8_lossy(&html));
    let mut modules = BTreeMap::new();
    for url in urls.iter().filter(|url| !LATER.contains(&bundle(url))) {
        let bytes = get(port, url)?;
        for name in [PAGE, RECOGNISER] {
            if is_module_of(url, name) {
                modules.insert(name, bytes.clone());
            }
        }
    }
    (modules.len() == 2).then_some(modules)
}

/// Returns whether the bundles that open later are there, too.
pub(super) fn is_complete(port: u16) -> bool {
    LATER.iter().all(|name| {
        let files = [format!("/{name}.js"), format!("/{name}_bg.wasm")];
        files.iter().all(|file| get(port, file).is_some())
    })
}

/// Returns the URLs of scripts, modules and style sheets in the attributes of a page.
fn urls(html: &str) -> Vec<String> {
    let values = html
        .split('=')
        .skip(1)
        .map(|rest| match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next().unwrap_or_default(),
            None => rest.split([' ', '\n', '>']).next().unwrap_or_default(),
        });
    let files = values.filter(|word| {
        let path = word.split('?').next().unwrap_or_default();
        [".js", ".wasm", ".css"]
            .iter()
            .any(|end| path.ends_with(end))
    });
    let mut urls: Vec<String> = files
        .map(|file| format!("/{}", file.trim_start_matches(['.', '/'])))
        .collect();
    urls.sort();
    urls.dedup();
    urls
}

/// Returns the name of the bundle that a URL belongs to: `explain` for `/explain_bg.wasm?v`.
fn bundle(url: &str) -> &str {
    let file = url.trim_start_matches('/');
    file.split(['.', '_', '?']).next().unwrap_or_default()
}

fn is_module_of(url: &str, bundle: &str) -> bool {
    url.trim_start_matches('/').starts_with(bundle) && url.contains(".wasm")
}

/// Returns the body of a successful answer.
fn get(port: u16, url: &str) -> Option<Vec<u8>> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()?;
    stream.set_read_timeout(Some(TIMEOUT)).ok()?;
    // With version 1.0 the answer ends with the connection and has no chunks.
    let request = format!("GET {url} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    body(&answer).map(<[u8]>::to_vec)
}

/// Returns the body of an answer with status 200.
fn body(answer: &[u8]) -> Option<&[u8]> {
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&answer[..end]).ok()?;
    let is_success = head.split(' ').nth(1) == Some("200");
    is_success.then_some(&answer[end + 4..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_a_page_are_found_with_and_without_quotes() {
        let html = r#"<!-- style/main.css --><meta name=bundles data-js=/explain.js?a.js data-wasm="/explain_bg.wasm?a.js">
            <link rel="stylesheet" href="./style-1.css"><a href="https://example.org/">"#;
        let expected = ["/explain.js?a.js", "/explain_bg.wasm?a.js", "/style-1.css"];
        assert_eq!(urls(html), expected);
        assert_eq!(bundle("/explain_bg.wasm?a.js"), "explain");
        assert!(is_module_of("/digit-recogniser-0a_bg.wasm", PAGE));
    }

    #[test]
    fn only_a_successful_answer_has_a_body() {
        assert_eq!(
            body(b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody"),
            Some(&b"body"[..])
        );
        assert_eq!(body(b"HTTP/1.1 404 Not Found\r\n\r\nbody"), None);
        assert_eq!(body(b"HTTP/1.1 200 OK\r\n"), None);
    }
}
