//! Serves a folder on a free port, compressed in advance as on a static host.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::http::{HeaderName, HeaderValue};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::budget::is_for_first_answer;
use crate::compression::brotli;

const COMPRESSED_EXTENSIONS: [&str; 2] = ["br", "gz"];

/// Cross-origin isolation, with which a browser's clock has a resolution of 5 instead of 100 microseconds.
const ISOLATION_HEADERS: [(&str, &str); 2] = [
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
];

/// The total size of an engine's files, in bytes.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct DownloadSize {
    /// Uncompressed.
    pub(crate) raw: u64,
    /// Each file compressed with gzip at its highest level.
    pub(crate) gzip: u64,
    /// Each file compressed with brotli at its highest level.
    pub(crate) brotli: u64,
}

/// Starts the server and returns its origin, `http://127.0.0.1:port`.
///
/// # Errors
/// When no port is available.
pub(crate) async fn start(folder: &Path) -> Result<String> {
    let files = ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip();
    let mut router = Router::new().fallback_service(files);
    for (name, value) in ISOLATION_HEADERS
        .into_iter()
        .chain([("cache-control", "no-cache")])
    {
        router = router.layer(SetResponseHeaderLayer::overriding(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        ));
    }
    let listener = e2e::site::listen().await?;
    let origin = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async { axum::serve(listener, router).await });
    Ok(origin)
}

/// Writes a compressed copy of each file in a folder next to it, where it is missing or outdated. Returns the total
/// size of the files that a first answer needs.
///
/// # Errors
/// When the folder does not exist or is not writable.
pub(crate) fn compress(folder: &Path) -> Result<DownloadSize> {
    let mut bytes = DownloadSize::default();
    for file in files(folder)? {
        let raw = fs::read(&file)?;
        let brotli_len = compressed_len(&file, "br", || brotli(&raw))?;
        let gzip_len = compressed_len(&file, "gz", || gzip(&raw))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if is_for_first_answer(&name) {
            bytes.raw += raw.len() as u64;
            bytes.brotli += brotli_len;
            bytes.gzip += gzip_len;
        }
    }
    ensure!(bytes.raw > 0, "{} is empty", folder.display());
    Ok(bytes)
}

/// Returns all files below a folder, except the compressed copies.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    for entry in entries {
        let path = entry?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if !extension.is_some_and(|extension| COMPRESSED_EXTENSIONS.contains(&extension)) {
            found.push(path);
        }
    }
    Ok(found)
}

/// Returns the length of a file's compressed copy, which is rewritten if it is older than the file.
fn compressed_len(
    file: &Path,
    extension: &str,
    compress: impl FnOnce() -> Result<Vec<u8>>,
) -> Result<u64> {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    let copy = PathBuf::from(name);
    let modified = |file: &Path| fs::metadata(file).and_then(|data| data.modified());
    let is_current =
        modified(&copy).is_ok_and(|copied| modified(file).is_ok_and(|changed| copied > changed));
    if !is_current {
        fs::write(&copy, compress()?)?;
    }
    Ok(fs::metadata(&copy)?.len())
}

fn gzip(raw: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(raw)?;
    Ok(encoder.finish()?)
}
