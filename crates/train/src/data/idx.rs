//! The IDX format of MNIST's files: images and labels, gzipped or not.
//!
//! A big-endian header (two zero bytes, element type, number of dimensions, then one `u32` a dimension)
//! and the elements, here all `u8`.

use std::borrow::Cow;
use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use ink::{Raster, SIDE};
use thiserror::Error;

use super::DataError;

const GZIP: [u8; 2] = [0x1f, 0x8b];
const UNSIGNED_BYTE: u8 = 0x08;

/// What is wrong with an IDX file.
#[derive(Debug, Error)]
pub enum IdxError {
    /// The gzip stream is cut or damaged.
    #[error("its gzip stream is cut or damaged ({0})")]
    Gzip(#[from] std::io::Error),
    /// The first bytes are of another format.
    #[error(
        "it begins with {0:02x?}, not with the header of an IDX file of {1} dimensions of bytes"
    )]
    Header(Vec<u8>, usize),
    /// The images are not 28x28.
    #[error("its images are {0}x{1}, not 28x28")]
    Size(usize, usize),
    /// Elements are missing or left over.
    #[error("it holds {actual} bytes of data where its header promises {expected}")]
    Length {
        /// What the header says.
        expected: usize,
        /// What is there.
        actual: usize,
    },
    /// A label is no digit.
    #[error("label {index} is {label}, not a digit")]
    Label {
        /// Which label, from 0.
        index: usize,
        /// Its value.
        label: u8,
    },
}

/// Reads an image file.
///
/// # Errors
/// When the file is unreadable, no IDX file, cut, or not of 28x28 images; the error names it.
pub fn read_images(path: &Path) -> Result<Vec<Raster>, DataError> {
    images(&read(path)?).map_err(|source| DataError::Idx {
        path: path.into(),
        source,
    })
}

/// Reads a label file.
///
/// # Errors
/// When the file is unreadable, no IDX file, cut, or holds a label above 9; the error names it.
pub fn read_labels(path: &Path) -> Result<Vec<u8>, DataError> {
    labels(&read(path)?).map_err(|source| DataError::Idx {
        path: path.into(),
        source,
    })
}

fn read(path: &Path) -> Result<Vec<u8>, DataError> {
    fs::read(path).map_err(|source| DataError::Read {
        path: path.into(),
        source,
    })
}

fn images(bytes: &[u8]) -> Result<Vec<Raster>, IdxError> {
    let bytes = unpacked(bytes)?;
    let ([_, height, width], pixels) = elements::<3>(&bytes)?;
    if (height, width) != (SIDE, SIDE) {
        return Err(IdxError::Size(width, height));
    }
    let (images, _) = pixels.as_chunks::<{ SIDE * SIDE }>();
    Ok(images
        .iter()
        .map(|pixels| Raster::from_pixels(*pixels))
        .collect())
}

fn labels(bytes: &[u8]) -> Result<Vec<u8>, IdxError> {
    let bytes = unpacked(bytes)?;
    let ([_], labels) = elements::<1>(&bytes)?;
    match labels.iter().position(|label| *label > 9) {
        Some(index) => Err(IdxError::Label {
            index,
            label: labels[index],
        }),
        None => Ok(labels.to_vec()),
    }
}

fn unpacked(bytes: &[u8]) -> Result<Cow<'_, [u8]>, IdxError> {
    if !bytes.starts_with(&GZIP) {
        return Ok(bytes.into());
    }
    let mut unpacked = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut unpacked)?;
    Ok(unpacked.into())
}

/// The sizes of the D dimensions, and the elements.
fn elements<const D: usize>(bytes: &[u8]) -> Result<([usize; D], &[u8]), IdxError> {
    let foreign = || IdxError::Header(bytes.iter().copied().take(4).collect(), D);
    let (magic, rest) = bytes.split_first_chunk::<4>().ok_or_else(foreign)?;
    let (header, elements) = rest
        .split_at_checked(D * size_of::<u32>())
        .ok_or_else(foreign)?;
    if magic[..3] != [0, 0, UNSIGNED_BYTE] || usize::from(magic[3]) != D {
        return Err(foreign());
    }
    let (sizes, _) = header.as_chunks::<4>();
    let sizes = std::array::from_fn(|i| u32::from_be_bytes(sizes[i]) as usize);
    let expected = sizes
        .iter()
        .fold(1, |product: usize, size| product.saturating_mul(*size));
    match elements.len() {
        actual if actual == expected => Ok((sizes, elements)),
        actual => Err(IdxError::Length { expected, actual }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn idx(sizes: &[u32], elements: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0, 0, UNSIGNED_BYTE, sizes.len() as u8];
        sizes
            .iter()
            .for_each(|size| bytes.extend(size.to_be_bytes()));
        bytes.extend(elements);
        bytes
    }

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn two_images() -> Vec<u8> {
        let pixels: Vec<u8> = (0..2 * 784).map(|i| (i % 251) as u8).collect();
        idx(&[2, 28, 28], &pixels)
    }

    #[track_caller]
    fn check<T: std::fmt::Debug>(result: Result<T, IdxError>, expected: &str) {
        assert_eq!(result.unwrap_err().to_string(), expected);
    }

    #[test]
    fn images_are_read_row_by_row() {
        let images = images(&two_images()).unwrap();
        assert_eq!(images.len(), 2);
        assert_eq!(images[0].pixels()[..3], [0, 1, 2]);
        assert_eq!(images[1].pixels()[0], (784 % 251) as u8);
    }

    #[test]
    fn gzipped_files_give_the_same() {
        assert_eq!(
            images(&gzipped(&two_images())).unwrap(),
            images(&two_images()).unwrap()
        );
        assert_eq!(labels(&gzipped(&idx(&[3], &[7, 0, 9]))).unwrap(), [7, 0, 9]);
    }

    #[test]
    fn a_file_of_another_format_is_refused() {
        check(
            images(b"\x89PNG\r\n"),
            "it begins with [89, 50, 4e, 47], not with the header of an IDX file of 3 dimensions of bytes",
        );
        check(
            labels(b""),
            "it begins with [], not with the header of an IDX file of 1 dimensions of bytes",
        );
    }

    #[test]
    fn labels_in_place_of_images_are_refused() {
        let error = images(&idx(&[20], &[1; 20])).unwrap_err();
        assert!(matches!(error, IdxError::Header(_, 3)), "{error}");
    }

    #[test]
    fn a_file_cut_anywhere_is_refused() {
        let whole = two_images();
        for length in [0, 3, 4, 15, 16, 17, whole.len() - 1] {
            assert!(images(&whole[..length]).is_err(), "cut at {length}");
        }
        let packed = gzipped(&whole);
        assert!(matches!(
            images(&packed[..packed.len() / 2]),
            Err(IdxError::Gzip(_))
        ));
    }

    #[test]
    fn a_header_that_promises_too_much_is_refused() {
        check(
            labels(&idx(&[u32::MAX], &[1, 2])),
            "it holds 2 bytes of data where its header promises 4294967295",
        );
    }

    #[test]
    fn images_of_another_size_are_refused() {
        check(
            images(&idx(&[1, 2, 3], &[0; 6])),
            "its images are 3x2, not 28x28",
        );
    }

    #[test]
    fn a_label_above_9_is_refused() {
        check(
            labels(&idx(&[3], &[0, 10, 1])),
            "label 1 is 10, not a digit",
        );
    }
}
