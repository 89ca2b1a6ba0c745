//! Figures as lists of shapes. The page and the exported files show the same SVG elements, so they look the same.
//!
//! The origin of the coordinates is the figure's top left corner. Colours are roles of the page's theme; exported files
//! use the light theme.

pub mod color;
pub mod feature_grid;
mod heatmap;
mod strokes;
mod svg;
mod sweep;

use std::fmt::Display;

use color::{NEGATIVE, POSITIVE, Rgba};
pub use heatmap::{cell_colors, heatmap_figure};
pub use strokes::{attribution_figure, numbered_parts_figure};
pub use svg::{svg_document, svg_shapes};
pub use sweep::sweep_figure;

/// A figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// The file name, without the extension.
    pub name: String,
    /// The title.
    pub title: String,
    /// A description for screen readers.
    pub description: String,
    /// Width and height.
    pub size: [f32; 2],
    /// The shapes, from bottom to top.
    pub shapes: Vec<Shape>,
}

/// A shape of a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A stroked path, in SVG path syntax with the commands `M`, `L`, `H`, `V`, `Q` and `Z`.
    Line(String, LineStyle),
    /// A filled path.
    Area(String, ColorRole),
    /// A filled rectangle: left, top, width, height.
    Rect([f32; 4], Rgba),
    /// A line of text.
    Text(String, TextStyle),
}

/// The style of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineStyle {
    /// Its colour.
    pub color: ColorRole,
    /// Its width.
    pub width: f32,
    /// Whether it is dashed.
    pub is_dashed: bool,
    /// Its opacity, 0..1.
    pub opacity: f32,
}

/// The position and style of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// The point on the baseline at which the text is anchored.
    pub position: [f32; 2],
    /// The font size.
    pub font_size: f32,
    /// The alignment of the text relative to `position`.
    pub anchor: TextAnchor,
    /// Its colour.
    pub color: ColorRole,
}

/// The horizontal alignment of a text relative to its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextAnchor {
    /// The text starts at the position.
    Start,
    /// The text is centred on the position.
    Middle,
    /// The text ends at the position.
    End,
}

/// A colour of the theme, by its purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColorRole {
    /// Main lines and text.
    Primary,
    /// Less important lines and text.
    Secondary,
    /// Axes, grid lines and ink in the background.
    Grid,
    /// Highlighted marks.
    Accent,
    /// Positive contributions.
    Positive,
    /// Negative contributions.
    Negative,
    /// Confidence bands.
    Band,
}

impl ColorRole {
    /// Returns the role's name in the CSS classes `color-…` of style/inspector.css.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Grid => "grid",
            Self::Accent => "accent",
            Self::Positive => "positive",
            Self::Negative => "negative",
            Self::Band => "band",
        }
    }

    /// Returns the colour in the light theme.
    #[must_use]
    pub const fn light_rgb(self) -> [u8; 3] {
        match self {
            Self::Primary => [33, 30, 26],
            Self::Secondary => [102, 94, 82],
            Self::Grid => [217, 208, 190],
            Self::Accent => [191, 58, 31],
            Self::Positive => POSITIVE,
            Self::Negative => NEGATIVE,
            Self::Band => [232, 225, 211],
        }
    }
}

impl LineStyle {
    /// Creates a solid, opaque style.
    #[must_use]
    pub const fn new(color: ColorRole, width: f32) -> Self {
        Self {
            color,
            width,
            is_dashed: false,
            opacity: 1.0,
        }
    }
}

impl Shape {
    /// Creates a label of the default size and colour.
    #[must_use]
    pub fn label(text: impl Display, position: [f32; 2], anchor: TextAnchor) -> Self {
        let style = TextStyle {
            position,
            font_size: 9.0,
            anchor,
            color: ColorRole::Secondary,
        };
        Self::Text(text.to_string(), style)
    }
}

/// Returns the SVG path of a polyline.
#[must_use]
pub fn polyline_path(points: impl IntoIterator<Item = [f32; 2]>) -> String {
    let points = points.into_iter().enumerate().map(|(index, [x, y])| {
        let command = if index == 0 { 'M' } else { 'L' };
        format!("{command}{x:.1} {y:.1}")
    });
    points.collect()
}
