//! Prepares index.html for development: what trunk does when it builds the published site, without hashed names.
//!
//! Each element with the attribute `data-trunk` names a bundle or a file. It must be alone on its line.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::public_url::PublicUrl;
use crate::workspace_root;

/// A program that is compiled to WebAssembly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bundle {
    /// The name of the program.
    pub(super) name: String,
    /// The package that contains it.
    pub(super) package: String,
}

/// The finished page and what it consists of.
pub(super) struct Page {
    pub(super) html: String,
    /// In the order of index.html.
    pub(super) bundles: Vec<Bundle>,
    /// Files to be copied beside the page, as paths from the workspace's root.
    pub(super) files: Vec<PathBuf>,
}

impl Page {
    /// Reads index.html and Trunk.toml.
    ///
    /// # Errors
    /// If one of them cannot be read, or an element lacks an attribute.
    pub(super) fn read(public_url: &PublicUrl) -> Result<Self> {
        let read =
            |name: &str| fs::read_to_string(workspace_root().join(name)).context(name.to_owned());
        Self::parse(
            &read("index.html")?,
            &read("Trunk.toml")?,
            public_url.path(),
        )
    }

    /// Returns the bundles that the page starts by itself: its own and the recognise worker's.
    pub(super) fn bundles_at_start(&self) -> &[Bundle] {
        &self.bundles[..self.bundles.len().min(2)]
    }

    fn parse(html: &str, trunk: &str, base: &str) -> Result<Self> {
        let mut page = Self {
            html: String::new(),
            bundles: Vec::new(),
            files: Vec::new(),
        };
        for line in html.lines() {
            if let Some(line) = page
                .replaced(line, trunk, base)
                .with_context(|| line.to_owned())?
            {
                page.html.push_str(&line);
                page.html.push('\n');
            }
        }
        Ok(page)
    }

    /// Returns the replacement of a line of index.html, if any, and records the bundle or file that the line names.
    fn replaced(&mut self, line: &str, trunk: &str, base: &str) -> Result<Option<String>> {
        if !line.contains(" data-trunk ") {
            return Ok(Some(line.to_owned()));
        }
        let rel = attribute(line, "rel");
        if rel == Some("rust") {
            let bundle = Bundle::parse(line)?;
            let is_page = self.bundles.is_empty();
            let metadata = is_page.then(|| bundle.metadata(trunk, base));
            self.bundles.push(bundle);
            return metadata.transpose();
        }
        let path = attribute(line, "href").or(attribute(line, "src"));
        let path = path.context("the element has no path")?;
        self.files.push(path.into());
        if rel == Some("copy-file") {
            return Ok(None);
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let line = line.replace(path, &format!("{base}{name}"));
        let line = line.replace(" data-trunk ", " ");
        Ok(Some(line.replace("rel=\"css\"", "rel=\"stylesheet\"")))
    }
}

impl Bundle {
    /// A bundle without `href` belongs to the package in the root, whose program has the package's name. `href` names
    /// the Cargo.toml of another package, which is named after its folder.
    fn parse(line: &str) -> Result<Self> {
        let name = attribute(line, "data-bin").context("the element has no data-bin")?;
        let folder = attribute(line, "href").map(|href| href.trim_end_matches("/Cargo.toml"));
        let package = folder.and_then(|folder| folder.rsplit('/').next());
        Ok(Self {
            name: name.to_owned(),
            package: package.unwrap_or(name).to_owned(),
        })
    }

    /// Returns the elements that name all bundles, for the page's bundle.
    fn metadata(&self, trunk: &str, base: &str) -> Result<String> {
        let Self { name, .. } = self;
        let pattern = pattern_script(trunk)?.replace("{base}", base);
        let pattern = pattern.replace("{js}", &format!("{name}.js"));
        Ok(pattern.replace("{wasm}", &format!("{name}_bg.wasm")))
    }
}

/// Returns the setting `pattern_script` of Trunk.toml: the elements that name the bundles.
fn pattern_script(trunk: &str) -> Result<&str> {
    let setting = trunk.split("pattern_script = \"\"\"\n").nth(1);
    let text = setting.and_then(|rest| rest.split("\"\"\"").next());
    text.context("Trunk.toml has no pattern_script")
}

fn attribute<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = r#"<head>
<link data-trunk rel="css" href="target/style.css">
<link data-trunk rel="rust" data-bin="digits">
<link data-trunk rel="rust" href="crates/engines/Cargo.toml" data-bin="recognise" data-type="worker">
<link data-trunk rel="copy-file" href="src/offline.js">
<script data-trunk id="boot" async src="src/boot.js"></script>
</head>
"#;
    const TRUNK: &str =
        "a = 1\npattern_script = \"\"\"\n<meta js=\"{base}{js}\" wasm=\"{base}{wasm}\">\"\"\"\n";

    #[test]
    fn elements_for_trunk_are_replaced_by_links_to_the_files() {
        let page = Page::parse(HTML, TRUNK, "/name/").unwrap();
        let expected = r#"<head>
<link rel="stylesheet" href="/name/style.css">
<meta js="/name/digits.js" wasm="/name/digits_bg.wasm">
<script id="boot" async src="/name/boot.js"></script>
</head>
"#;
        assert_eq!(page.html, expected);
        let files = ["target/style.css", "src/offline.js", "src/boot.js"];
        assert_eq!(page.files, files.map(PathBuf::from));
    }

    #[test]
    fn bundles_are_found_with_their_packages() {
        let page = Page::parse(HTML, TRUNK, "/").unwrap();
        let bundles =
            [("digits", "digits"), ("recognise", "engines")].map(|(name, package)| Bundle {
                name: name.to_owned(),
                package: package.to_owned(),
            });
        assert_eq!(page.bundles, bundles);
    }

    #[test]
    fn the_page_has_no_element_for_trunk_left() {
        let page = Page::read(&PublicUrl::default()).unwrap();
        assert!(!page.html.contains("data-trunk"), "{}", page.html);
        assert!(page.bundles.len() > 4);
    }
}
