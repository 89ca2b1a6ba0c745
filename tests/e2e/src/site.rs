//! The built site, and a server for it on 127.0.0.1.
//!
//! tower-http's `ServeDir` sets MIME types, confines requests to the folder and answers 404. This module adds the
//! sub-path, as a static host does.

use std::env;
use std::net::Ipv4Addr;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::Redirect;
use axum::routing::get;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::programs::workspace_root;

/// A built site: its files, and the path at which it expects to be served.
#[derive(Clone, Debug)]
pub struct Site {
    /// The path, with a slash at both ends.
    pub path: &'static str,
    /// Folder with the site's files.
    pub folder: PathBuf,
}

impl Site {
    /// Returns the site in `dist/`, or in the folder that `E2E_SITE` names, served at `/`.
    #[must_use]
    pub fn at_root() -> Self {
        Self::new("/", "E2E_SITE", "dist")
    }

    /// Returns the site in `target/dist-at-sub-path`, or in the folder that `E2E_SITE_AT_SUB_PATH` names, served at a
    /// sub-path, as on GitHub Pages.
    #[must_use]
    pub fn at_sub_path() -> Self {
        let path = "/digit-recogniser/";
        Self::new(path, "E2E_SITE_AT_SUB_PATH", "target/dist-at-sub-path")
    }

    fn new(path: &'static str, variable: &str, folder: &str) -> Self {
        let folder = env::var_os(variable).unwrap_or_else(|| folder.into());
        Self {
            path,
            folder: workspace_root().join(folder),
        }
    }

    /// Fails if the site has not been built.
    pub(crate) fn check_built(&self) -> Result<()> {
        ensure!(
            self.folder.join("index.html").is_file(),
            "{} contains no site; build it with `cargo xtask test --only dist`",
            self.folder.display()
        );
        Ok(())
    }
}

/// Returns a router that serves the site's files at its path and answers 404 elsewhere.
pub(crate) fn router(site: &Site) -> Router {
    let files = ServeDir::new(&site.folder);
    let router = if site.path == "/" {
        Router::new().fallback_service(files)
    } else {
        let redirect = Redirect::permanent(site.path);
        Router::new()
            .route(site.path.trim_end_matches('/'), get(|| async { redirect }))
            .nest_service(site.path, files)
    };
    // The browser's cache must not hide a rebuilt page.
    router.layer(SetResponseHeaderLayer::overriding(
        header::CACHE_CONTROL,
        HeaderValue::from_static("no-cache"),
    ))
}

/// Opens a free port on 127.0.0.1.
///
/// # Errors
/// If there is none.
pub async fn listen() -> Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
    listener.context("no port on 127.0.0.1 is free")
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Request, Response, StatusCode};
    use tempfile::TempDir;
    use tower::ServiceExt;

    use super::*;

    /// Returns a folder that contains a site and, next to it, a secret file.
    fn site(path: &'static str) -> (TempDir, Site) {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("dist");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(outside.path().join("secret.html"), "secret").unwrap();
        for name in [
            "index.html",
            "page.js",
            "page_bg.wasm",
            "page.css",
            "icon.svg",
        ] {
            std::fs::write(folder.join(name), name).unwrap();
        }
        (outside, Site { path, folder })
    }

    async fn get(site_path: &'static str, path: &str) -> Response<Body> {
        let (_outside, site) = site(site_path);
        let request = Request::get(path).body(Body::empty()).unwrap();
        router(&site).oneshot(request).await.unwrap()
    }

    #[tokio::test]
    async fn each_kind_of_file_has_its_mime_type() {
        for (path, mime) in [
            ("/", "text/html"),
            ("/page.js", "text/javascript"),
            ("/page_bg.wasm", "application/wasm"),
            ("/page.css", "text/css"),
            ("/icon.svg", "image/svg+xml"),
        ] {
            let response = get("/", path).await;
            assert_eq!(response.status(), StatusCode::OK, "{path}");
            assert_eq!(response.headers()[header::CONTENT_TYPE], mime, "{path}");
        }
    }

    #[tokio::test]
    async fn nothing_outside_the_folder_is_served() {
        for path in [
            "/../secret.html",
            "/%2e%2e/secret.html",
            "/..%2fsecret.html",
            "//secret.html",
        ] {
            assert_eq!(
                get("/", path).await.status(),
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
    }

    #[tokio::test]
    async fn a_missing_file_is_not_found() {
        assert_eq!(
            get("/", "/missing.js").await.status(),
            StatusCode::NOT_FOUND
        );
    }

    #[tokio::test]
    async fn the_site_is_served_only_below_its_sub_path() {
        for (path, status) in [
            ("/name/", StatusCode::OK),
            ("/name/page.js", StatusCode::OK),
            ("/name/../secret.html", StatusCode::NOT_FOUND),
            ("/name", StatusCode::PERMANENT_REDIRECT),
            ("/", StatusCode::NOT_FOUND),
            ("/page.js", StatusCode::NOT_FOUND),
        ] {
            assert_eq!(get("/name/", path).await.status(), status, "{path}");
        }
    }

    #[tokio::test]
    async fn browsers_must_revalidate_cached_files() {
        assert_eq!(
            get("/", "/").await.headers()[header::CACHE_CONTROL],
            "no-cache"
        );
    }

    #[test]
    fn a_folder_without_a_page_is_an_error_that_says_how_to_build_it() {
        let (_outside, site) = site("/");
        assert!(site.check_built().is_ok());
        std::fs::remove_file(site.folder.join("index.html")).unwrap();
        let error = site.check_built().unwrap_err().to_string();
        assert!(error.contains("cargo xtask test --only dist"), "{error}");
    }
}
