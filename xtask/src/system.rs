//! Finds the programs of the operating system that the tests need, and installs those that are missing.
//!
//! On Debian and its relatives apt installs them, as root or through sudo, which may ask for a password. Packages are
//! installed one program at a time, because apt installs none of a list that contains one conflict: NodeSource's
//! `nodejs` brings npm and conflicts with Debian's. On other systems an error names the command that installs what is
//! missing. A program that is not on PATH can be named by an environment variable, such as CHROME.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::command::{self, outside_cargo};
use crate::tools::Toolbox;

/// A program, how it is found, and the packages that contain it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Program {
    title: &'static str,
    reason: &'static str,
    /// The environment variable that names its file, for users and for the tests.
    pub(crate) variable: Option<&'static str>,
    names: &'static [&'static str],
    /// The sets of packages to try: Debian's first, then Ubuntu's.
    apt: &'static [&'static [&'static str]],
    dnf: &'static str,
    pacman: &'static str,
    brew: &'static str,
    winget: &'static str,
}

pub(crate) const CHROMIUM: Program = Program {
    title: "Chromium",
    reason: "the tests control a real browser",
    variable: Some("CHROME"),
    names: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"C:\Program Files\Google\Chrome\Application\chrome",
    ],
    // The fonts are those of the visual regression tests.
    apt: &[
        &["chromium", "fonts-liberation"],
        &["chromium-browser", "fonts-liberation"],
    ],
    dnf: "chromium",
    pacman: "chromium",
    brew: "google-chrome",
    winget: "Google.Chrome",
};

pub(crate) const CHROMEDRIVER: Program = Program {
    title: "ChromeDriver",
    reason: "the tests control Chromium through it",
    variable: Some("CHROMEDRIVER"),
    names: &["chromedriver", "chromium-driver"],
    apt: &[&["chromium-driver"], &["chromium-chromedriver"]],
    dnf: "chromedriver",
    pacman: "chromium",
    brew: "chromedriver",
    winget: "Chromium.ChromeDriver",
};

pub(crate) const FIREFOX: Program = Program {
    title: "Firefox",
    reason: "the tests control a second browser",
    variable: Some("FIREFOX"),
    names: &[
        "firefox-esr",
        "firefox",
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        r"C:\Program Files\Mozilla Firefox\firefox",
    ],
    apt: &[&["firefox-esr"], &["firefox"]],
    dnf: "firefox",
    pacman: "firefox",
    brew: "firefox",
    winget: "Mozilla.Firefox",
};

pub(crate) const NPM: Program = Program {
    title: "npm",
    reason: "it installs axe-core for the accessibility tests, and esbuild",
    variable: None,
    names: &["npm"],
    apt: &[&["npm"]],
    dnf: "npm",
    pacman: "npm",
    brew: "node",
    winget: "OpenJS.NodeJS",
};

pub(crate) const VALGRIND: Program = Program {
    title: "Valgrind",
    reason: "the tests count the instructions of the hot paths",
    variable: None,
    names: &["valgrind"],
    apt: &[&["valgrind", "libc6-dbg"]],
    dnf: "valgrind",
    pacman: "valgrind",
    brew: "",
    winget: "",
};

/// Installs every program that is missing.
///
/// # Errors
/// If one of them cannot be installed; the message says what to do.
pub(crate) fn provide(programs: &[&Program], tools: &Toolbox) -> Result<()> {
    let missing = missing(programs, tools)?;
    if missing.is_empty() {
        return Ok(());
    }
    if let Some(apt) = Apt::find(tools) {
        apt.update();
        for program in missing {
            program.install(&apt, tools)?;
        }
    }
    let missing = self::missing(programs, tools)?;
    ensure!(missing.is_empty(), "{}", advice(&missing, tools));
    Ok(())
}

fn missing<'a>(programs: &[&'a Program], tools: &Toolbox) -> Result<Vec<&'a Program>> {
    let mut missing = Vec::new();
    for program in programs {
        if program.find(tools)?.is_none() {
            missing.push(*program);
        }
    }
    Ok(missing)
}

impl Program {
    /// Returns the file that the environment variable names, or the first of the names that is found.
    ///
    /// # Errors
    /// If the variable names something other than a file.
    pub(crate) fn find(&self, tools: &Toolbox) -> Result<Option<PathBuf>> {
        if let Some(variable) = self.variable
            && let Some(named) = env::var_os(variable).map(PathBuf::from)
        {
            let name = named.display();
            ensure!(
                named.is_file(),
                "{variable} names {name}, which is not a file"
            );
            return Ok(Some(named));
        }
        Ok(self.names.iter().find_map(|name| tools.find(name)))
    }

    /// Tries each set of packages until the program is there.
    fn install(&self, apt: &Apt, tools: &Toolbox) -> Result<()> {
        for packages in self.apt {
            eprintln!("Installing {}: {}.", packages.join(" and "), self.reason);
            apt.install(packages);
            if self.find(tools)?.is_some() {
                break;
            }
        }
        Ok(())
    }
}

/// apt-get, run by a user who may install packages.
struct Apt {
    /// The words before `apt-get`.
    prefix: Vec<PathBuf>,
}

impl Apt {
    /// Returns `None` on a system without apt, and for a user who may not use it.
    fn find(tools: &Toolbox) -> Option<Self> {
        tools.find("apt-get")?;
        let user = command::output(outside_cargo("id").arg("-u"))?;
        let mut prefix = Vec::new();
        if user.trim() != "0" {
            prefix.push(tools.find("sudo")?);
        }
        prefix.extend(["env".into(), "DEBIAN_FRONTEND=noninteractive".into()]);
        Some(Self { prefix })
    }

    fn update(&self) {
        self.run(&["update", "-qq"]);
    }

    fn install(&self, packages: &[&str]) {
        let install = ["install", "-qq", "-y", "--no-install-recommends"];
        self.run(&[&install, packages].concat());
    }

    /// A failure is only printed: whether the programs are there is checked afterwards.
    fn run(&self, arguments: &[&str]) {
        let mut command = Command::new(&self.prefix[0]);
        command
            .args(&self.prefix[1..])
            .arg("apt-get")
            .args(arguments);
        if let Err(error) = command::run(&mut command) {
            eprintln!("{error:#}");
        }
    }
}

/// Says which programs are missing and how to install them on this system.
fn advice(missing: &[&Program], tools: &Toolbox) -> String {
    type Packages = fn(&Program) -> String;
    let managers: [(&str, &str, Packages); 5] = [
        ("apt-get", "sudo apt-get install", |program| {
            program.apt[0].join(" ")
        }),
        ("dnf", "sudo dnf install", |program| program.dnf.to_owned()),
        ("pacman", "sudo pacman -S --needed", |program| {
            program.pacman.to_owned()
        }),
        ("brew", "brew install", |program| program.brew.to_owned()),
        ("winget", "winget install", |program| {
            program.winget.to_owned()
        }),
    ];
    let titles: Vec<_> = missing.iter().map(|program| program.title).collect();
    let titles = titles.join(", ");
    let here = managers
        .iter()
        .find(|(manager, ..)| tools.find(manager).is_some());
    let Some((_, install, packages)) = here else {
        return format!("missing: {titles}. Install them and try again");
    };
    let mut packages: Vec<_> = missing.iter().map(|program| packages(program)).collect();
    packages.dedup();
    let packages = packages.join(" ");
    let mut advice = format!("missing: {titles}. Install with\n\n    {install} {packages}\n");
    let variables: Vec<_> = missing
        .iter()
        .filter_map(|program| program.variable)
        .collect();
    if !variables.is_empty() {
        advice += &format!("\nor name the files in {}", variables.join(", "));
    }
    advice
}

#[cfg(test)]
mod tests {
    use super::*;

    const MISSING: Program = Program {
        title: "Nothing",
        variable: Some("NO_SUCH_VARIABLE"),
        names: &["no-such-program"],
        ..CHROMIUM
    };

    #[test]
    fn the_first_name_found_on_path_is_used() {
        let tools = Toolbox::new().unwrap();
        let cargo = Program {
            names: &["no-such-program", "cargo"],
            ..MISSING
        };
        let found = cargo.find(&tools).unwrap().unwrap();
        assert_eq!(found.file_stem().unwrap(), "cargo");
        assert!(MISSING.find(&tools).unwrap().is_none());
    }

    #[test]
    fn a_variable_that_does_not_name_a_file_is_an_error() {
        let named = Program {
            variable: Some("CARGO_PKG_NAME"),
            ..MISSING
        };
        let error = named.find(&Toolbox::new().unwrap()).unwrap_err();
        let expected = "CARGO_PKG_NAME names xtask, which is not a file";
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn the_advice_names_what_is_missing() {
        let advice = advice(&[&MISSING, &NPM], &Toolbox::new().unwrap());
        assert!(advice.starts_with("missing: Nothing, npm."), "{advice}");
    }
}
