//! Labelled digits, as images or drawings.

use ink::{Drawing, Raster};

/// A labelled digit.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The digit, 0..=9.
    pub label: u8,
    /// Identifier of the writer, if known.
    pub writer: Option<u32>,
    /// The image or drawing.
    pub data: SampleData,
}

/// The image or drawing of a [`Sample`].
#[derive(Clone, Debug, PartialEq)]
pub enum SampleData {
    /// An image of the network's input size, as in MNIST.
    Image(Box<Raster>),
    /// A drawing, to be preprocessed into a raster.
    Drawing(Drawing),
}

impl Sample {
    /// Creates a sample from an image.
    #[must_use]
    pub fn image(label: u8, raster: Raster) -> Self {
        let (writer, data) = (None, SampleData::Image(Box::new(raster)));
        Self {
            label,
            writer,
            data,
        }
    }

    /// Creates a sample from a drawing by an unknown writer.
    #[must_use]
    pub fn drawing(label: u8, drawing: Drawing) -> Self {
        let (writer, data) = (None, SampleData::Drawing(drawing));
        Self {
            label,
            writer,
            data,
        }
    }

    /// Returns the network's input without augmentation, blank for a drawing without ink.
    #[must_use]
    pub fn raster(&self) -> Raster {
        match &self.data {
            SampleData::Image(raster) => Raster::clone(raster),
            SampleData::Drawing(drawing) => raster_or_blank(drawing.raster()),
        }
    }
}

/// Returns the raster, or a blank one for a drawing without ink.
#[must_use]
pub fn raster_or_blank(raster: Option<Raster>) -> Raster {
    raster.unwrap_or_else(|| Raster::from_pixels([0; ink::SIDE * ink::SIDE]))
}
