//! The engines' folders, compressed beforehand as a static host would, on a free port.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use axum::Router;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderName, HeaderValue};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;
use xtask::budget::{brotli, is_for_first_answer};
use xtask::site;

use super::Bytes;

const COMPRESSED: [&str; 2] = ["br", "gz"];

/// What a browser asks for so that it tells time to 5 microseconds and not to 100.
const ISOLATED: [(&str, &str); 2] = [
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
];

/// Starts the server; returns its origin, `http://127.0.0.1:port`.
///
/// # Errors
/// When no port can be had.
pub async fn start(folder: &Path) -> Result<String> {
    let files = ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip();
    let mut router = Router::new().fallback_service(files);
    for (name, value) in ISOLATED.into_iter().chain([("cache-control", "no-cache")]) {
        router = router.layer(SetResponseHeaderLayer::overriding(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        ));
    }
    let listener = site::listen(0).await?;
    let origin = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async { axum::serve(listener, router).await });
    Ok(origin)
}

/// Writes the compressed files beside those of a folder that lack them, and adds up the sizes of all that a first
/// answer needs.
///
/// # Errors
/// When the folder is not there or cannot be written to.
pub fn compress(folder: &Path) -> Result<Bytes> {
    let mut bytes = Bytes::default();
    for file in files(folder)? {
        let plain = fs::read(&file)?;
        let in_brotli = kept(&file, "br", || brotli(&plain))?;
        let in_gzip = kept(&file, "gz", || gzip(&plain))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if is_for_first_answer(&name) {
            bytes.raw += plain.len() as u64;
            bytes.brotli += in_brotli;
            bytes.gzip += in_gzip;
        }
    }
    ensure!(bytes.raw > 0, "{} is empty", folder.display());
    Ok(bytes)
}

/// All files below a folder but the compressed ones.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    for entry in entries {
        let path = entry?.path();
        let kind = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if !kind.is_some_and(|kind| COMPRESSED.contains(&kind)) {
            found.push(path);
        }
    }
    Ok(found)
}

/// The length of the compressed file, which is made anew where it is older than the file itself.
fn kept(file: &Path, kind: &str, make: impl FnOnce() -> Result<Vec<u8>>) -> Result<u64> {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(kind);
    let compressed = PathBuf::from(name);
    let changed = |file: &Path| fs::metadata(file).and_then(|data| data.modified());
    if !changed(&compressed).is_ok_and(|made| changed(file).is_ok_and(|changed| made > changed)) {
        fs::write(&compressed, make()?)?;
    }
    Ok(fs::metadata(&compressed)?.len())
}

fn gzip(plain: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain)?;
    Ok(encoder.finish()?)
}
