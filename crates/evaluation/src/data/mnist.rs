//! Loader of MNIST from a folder of IDX files or by download.

use std::path::{Path, PathBuf};

use training::Sample;

use super::{DataError, idx};

/// One of the two splits of MNIST.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// 60,000 training images.
    Train,
    /// 10,000 test images.
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

/// Reads one split from a folder of IDX files.
///
/// # Errors
/// Returns an error if a file is missing, truncated or in another format. The error names the file.
pub fn load(directory: &Path, split: Split) -> Result<Vec<Sample>, DataError> {
    let images = idx::read_images(&find(directory, split, "images", 3)?)?;
    let labels = idx::read_labels(&find(directory, split, "labels", 1)?)?;
    if images.len() != labels.len() {
        let (images, labels) = (images.len(), labels.len());
        return Err(DataError::CountMismatch {
            directory: directory.into(),
            images,
            labels,
        });
    }
    let samples = images.into_iter().zip(labels);
    Ok(samples
        .map(|(image, label)| Sample::image(label, image))
        .collect())
}

/// Finds a file under its usual names: `train-images-idx3-ubyte` or `train-images.idx3-ubyte`, gzipped or not.
fn find(
    directory: &Path,
    split: Split,
    kind: &str,
    dimensions: usize,
) -> Result<PathBuf, DataError> {
    let name = |separator| format!("{}-{kind}{separator}idx{dimensions}-ubyte", split.prefix());
    let names = ["-", "."].map(name);
    let candidates = names
        .iter()
        .flat_map(|name| [format!("{name}.gz"), name.clone()]);
    let mut paths = candidates.map(|name| directory.join(name));
    let [name, _] = &names;
    let missing = || DataError::MissingFile {
        directory: directory.into(),
        name: name.clone(),
    };
    paths.find(|path| path.is_file()).ok_or_else(missing)
}

/// Downloads the training split (11 MB) into the user's cache folder, unless it is already cached.
///
/// # Errors
/// Returns an error if the network or the mirror does not respond, or if this build cannot download.
pub fn download() -> Result<Vec<Sample>, DataError> {
    #[cfg(feature = "download")]
    return download::train();
    #[cfg(not(feature = "download"))]
    Err(DataError::Download(
        "this program was built without the feature `download`, which `cargo train` enables"
            .to_owned(),
    ))
}

#[cfg(feature = "download")]
mod download {
    use std::panic;

    use burn_dataset::Dataset;
    use burn_dataset::vision::{MnistDataset, MnistItem};
    use ink::Raster;

    use super::{DataError, Sample};

    pub(super) fn train() -> Result<Vec<Sample>, DataError> {
        // burn-dataset panics on errors. Turn the panic into an error and suppress its message.
        let hook = panic::take_hook();
        panic::set_hook(Box::new(|_| {}));
        let dataset = panic::catch_unwind(MnistDataset::train);
        panic::set_hook(hook);
        let dataset = dataset.map_err(|payload| DataError::Download(panic_message(&*payload)))?;
        Ok(dataset.iter().map(|item| sample(&item)).collect())
    }

    fn panic_message(payload: &(dyn std::any::Any + Send)) -> String {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        text.or_else(|| payload.downcast_ref::<&str>().copied())
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
        Sample::image(item.label, Raster::from_pixels(raster))
    }
}
