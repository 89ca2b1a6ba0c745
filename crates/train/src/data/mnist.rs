//! MNIST, from a folder of IDX files or by download.

use std::panic;
use std::path::{Path, PathBuf};

use burn_dataset::Dataset;
use burn_dataset::vision::{MnistDataset, MnistItem};
use ink::Raster;

use super::{DataError, Ink, Sample, idx};

/// One of MNIST's two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// 60,000 images to learn from.
    Train,
    /// 10,000 images to be judged by.
    Test,
}

impl Split {
    fn prefix(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Test => "t10k",
        }
    }
}

/// Reads one split from the folder of the IDX files.
///
/// # Errors
/// When a file is missing, cut or foreign; the error names it.
pub fn load(directory: &Path, split: Split) -> Result<Vec<Sample>, DataError> {
    let images = idx::read_images(&find(directory, split, "images", 3)?)?;
    let labels = idx::read_labels(&find(directory, split, "labels", 1)?)?;
    if images.len() != labels.len() {
        let (images, labels) = (images.len(), labels.len());
        return Err(DataError::Counts {
            directory: directory.into(),
            images,
            labels,
        });
    }
    let samples = images.into_iter().zip(labels);
    Ok(samples
        .map(|(image, label)| Sample {
            label,
            ink: Ink::Image(Box::new(image)),
        })
        .collect())
}

/// MNIST is handed around as `train-images-idx3-ubyte` and `train-images.idx3-ubyte`, gzipped or not.
fn find(
    directory: &Path,
    split: Split,
    what: &str,
    dimensions: usize,
) -> Result<PathBuf, DataError> {
    let name = |joint| format!("{}-{what}{joint}idx{dimensions}-ubyte", split.prefix());
    let names = ["-", "."].map(name);
    let candidates = names
        .iter()
        .flat_map(|name| [format!("{name}.gz"), name.clone()]);
    let mut paths = candidates.map(|name| directory.join(name));
    let [name, _] = &names;
    let missing = || DataError::Missing {
        directory: directory.into(),
        name: name.clone(),
    };
    paths.find(|path| path.is_file()).ok_or_else(missing)
}

/// Downloads the train split (11 MB, once; kept in the user's cache folder).
///
/// # Errors
/// When the network or the mirror does not answer.
pub fn download() -> Result<Vec<Sample>, DataError> {
    // The library panics where it should return an error: turn that into one, without its backtrace.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let dataset = panic::catch_unwind(MnistDataset::train);
    panic::set_hook(hook);
    let dataset = dataset.map_err(|cause| DataError::Download(message(&*cause)))?;
    Ok(dataset.iter().map(|item| sample(&item)).collect())
}

fn message(cause: &(dyn std::any::Any + Send)) -> String {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("no reason given")
        .to_owned()
}

fn sample(item: &MnistItem) -> Sample {
    let pixels = item.image.as_flattened().iter().map(|value| *value as u8);
    let mut raster = [0; ink::SIDE * ink::SIDE];
    raster
        .iter_mut()
        .zip(pixels)
        .for_each(|(to, pixel)| *to = pixel);
    Sample {
        label: item.label,
        ink: Ink::Image(Box::new(Raster::from_pixels(raster))),
    }
}
