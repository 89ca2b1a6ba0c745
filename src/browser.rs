//! The web's interfaces, each behind a plain type: the only folder that names `web_sys` or `gloo`.

pub mod address;
pub mod bring;
pub mod bundle;
pub mod canvas;
pub mod connection;
pub mod driver;
mod early;
pub mod error;
pub mod explainer;
pub mod files;
pub mod form;
pub mod idle;
pub mod keys;
pub mod nowhere;
pub mod panels;
pub mod photo;
pub mod plot;
pub mod png;
pub mod pointer;
pub mod scroll;
pub mod shell;
pub mod storage;
pub mod surface;
mod watch;
pub mod worker;
pub mod worker_scope;
