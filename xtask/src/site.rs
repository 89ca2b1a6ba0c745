//! Serves a built site on 127.0.0.1.
//!
//! tower-http's `ServeDir` sets MIME types, confines requests to the folder and answers 404. This module adds the
//! sub-path, as a static host does.

use std::net::Ipv4Addr;

use anyhow::{Context, Result};
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::Redirect;
use axum::routing::get;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::dist::Dist;

/// Returns a router that serves the site's files at its public URL and answers 404 elsewhere.
pub fn router(site: &Dist) -> Router {
    let files = ServeDir::new(&site.folder);
    let router = if site.public_url.is_root() {
        Router::new().fallback_service(files)
    } else {
        let path = site.public_url.path();
        let redirect = Redirect::permanent(path);
        Router::new()
            .route(path.trim_end_matches('/'), get(|| async { redirect }))
            .nest_service(path, files)
    };
    // The browser's cache must not hide a rebuilt page.
    router.layer(SetResponseHeaderLayer::overriding(
        header::CACHE_CONTROL,
        HeaderValue::from_static("no-cache"),
    ))
}

/// Opens a port on 127.0.0.1; 0 selects any free port.
///
/// # Errors
/// If the port is in use.
pub async fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .with_context(|| format!("cannot listen on port {port}; choose another with --port"))
}

/// Serves the site until the process ends, and prints its address.
///
/// # Errors
/// If the port is in use or the listener fails.
pub fn serve(site: &Dist, port: u16) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    runtime.block_on(async {
        let listener = listen(port).await?;
        println!("http://{}{}", listener.local_addr()?, site.public_url);
        axum::serve(listener, router(site)).await?;
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Request, Response, StatusCode};
    use tempfile::TempDir;
    use tower::ServiceExt;

    use super::*;

    /// Returns a folder that contains a site and, next to it, a secret file.
    fn site(public_url: &str) -> (TempDir, Dist) {
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
        let public_url = public_url.parse().unwrap();
        (outside, Dist { public_url, folder })
    }

    async fn get(public_url: &str, path: &str) -> Response<Body> {
        let (_outside, site) = site(public_url);
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
}
