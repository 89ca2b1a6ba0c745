//! Parser of IDX files, the format of MNIST's images and labels, gzipped or not.
//!
//! An IDX file is a big-endian header (two zero bytes, element type, number of dimensions, one `u32` size per
//! dimension) followed by the elements, here always `u8`.

use std::borrow::Cow;
use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use ink::{Raster, SIDE};
use thiserror::Error;

use super::DataError;

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
const UNSIGNED_BYTE: u8 = 0x08;

/// Error of an IDX file.
#[derive(Debug, Error)]
pub enum IdxError {
    /// The gzip stream is truncated or corrupt.
    #[error("its gzip stream is truncated or corrupt ({0})")]
    Gzip(#[from] std::io::Error),
    /// The header is missing or belongs to another format.
    #[error(
        "it starts with {0:02x?} instead of the header of an IDX file of {1}-dimensional byte data"
    )]
    InvalidHeader(Vec<u8>, usize),
    /// The images are not 28x28.
    #[error("its images are {0}x{1}, not 28x28")]
    WrongImageSize(usize, usize),
    /// The number of elements differs from the header.
    #[error("it contains {actual} bytes of data instead of the {expected} that its header states")]
    LengthMismatch {
        /// Number of bytes according to the header.
        expected: usize,
        /// Number of bytes in the file.
        actual: usize,
    },
    /// A label is not a digit.
    #[error("label {index} is {label}, not a digit")]
    InvalidLabel {
        /// Index of the label, from 0.
        index: usize,
        /// Its value.
        label: u8,
    },
}

/// Reads an image file.
///
/// # Errors
/// Returns an error if the file is unreadable, not an IDX file, truncated, or contains images of another size than
/// 28x28. The error names the file.
pub fn read_images(path: &Path) -> Result<Vec<Raster>, DataError> {
    parse_images(&read(path)?).map_err(|source| DataError::InvalidIdxFile {
        path: path.into(),
        source,
    })
}

/// Reads a label file.
///
/// # Errors
/// Returns an error if the file is unreadable, not an IDX file, truncated, or contains a label above 9. The error names
/// the file.
pub fn read_labels(path: &Path) -> Result<Vec<u8>, DataError> {
    parse_labels(&read(path)?).map_err(|source| DataError::InvalidIdxFile {
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

fn parse_images(bytes: &[u8]) -> Result<Vec<Raster>, IdxError> {
    let bytes = decompress(bytes)?;
    let ([_, height, width], pixels) = parse_elements::<3>(&bytes)?;
    if (height, width) != (SIDE, SIDE) {
        return Err(IdxError::WrongImageSize(width, height));
    }
    let (images, _) = pixels.as_chunks::<{ SIDE * SIDE }>();
    Ok(images
        .iter()
        .map(|pixels| Raster::from_pixels(*pixels))
        .collect())
}

fn parse_labels(bytes: &[u8]) -> Result<Vec<u8>, IdxError> {
    let bytes = decompress(bytes)?;
    let ([_], labels) = parse_elements::<1>(&bytes)?;
    match labels.iter().position(|label| *label > 9) {
        Some(index) => Err(IdxError::InvalidLabel {
            index,
            label: labels[index],
        }),
        None => Ok(labels.to_vec()),
    }
}

fn decompress(bytes: &[u8]) -> Result<Cow<'_, [u8]>, IdxError> {
    if !bytes.starts_with(&GZIP_MAGIC) {
        return Ok(bytes.into());
    }
    let mut decompressed = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut decompressed)?;
    Ok(decompressed.into())
}

/// Returns the sizes of the `D` dimensions and the elements.
fn parse_elements<const D: usize>(bytes: &[u8]) -> Result<([usize; D], &[u8]), IdxError> {
    let wrong_header = || IdxError::InvalidHeader(bytes.iter().copied().take(4).collect(), D);
    let (magic, rest) = bytes.split_first_chunk::<4>().ok_or_else(wrong_header)?;
    let (header, elements) = rest
        .split_at_checked(D * size_of::<u32>())
        .ok_or_else(wrong_header)?;
    if magic[..3] != [0, 0, UNSIGNED_BYTE] || usize::from(magic[3]) != D {
        return Err(wrong_header());
    }
    let (sizes, _) = header.as_chunks::<4>();
    let sizes = std::array::from_fn(|i| u32::from_be_bytes(sizes[i]) as usize);
    let expected = sizes
        .iter()
        .fold(1, |product: usize, size| product.saturating_mul(*size));
    match elements.len() {
        actual if actual == expected => Ok((sizes, elements)),
        actual => Err(IdxError::LengthMismatch { expected, actual }),
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

    fn gzip(bytes: &[u8]) -> Vec<u8> {
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
    fn images_are_read_in_row_major_order() {
        let images = parse_images(&two_images()).unwrap();
        assert_eq!(images.len(), 2);
        assert_eq!(images[0].pixels()[..3], [0, 1, 2]);
        assert_eq!(images[1].pixels()[0], (784 % 251) as u8);
    }

    #[test]
    fn gzipped_files_give_the_same_content() {
        assert_eq!(
            parse_images(&gzip(&two_images())).unwrap(),
            parse_images(&two_images()).unwrap()
        );
        assert_eq!(
            parse_labels(&gzip(&idx(&[3], &[7, 0, 9]))).unwrap(),
            [7, 0, 9]
        );
    }

    #[test]
    fn a_file_of_another_format_is_rejected() {
        check(
            parse_images(b"\x89PNG\r\n"),
            "it starts with [89, 50, 4e, 47] instead of the header of an IDX file of 3-dimensional byte data",
        );
        check(
            parse_labels(b""),
            "it starts with [] instead of the header of an IDX file of 1-dimensional byte data",
        );
    }

    #[test]
    fn a_label_file_instead_of_an_image_file_is_rejected() {
        let error = parse_images(&idx(&[20], &[1; 20])).unwrap_err();
        assert!(matches!(error, IdxError::InvalidHeader(_, 3)), "{error}");
    }

    #[test]
    fn a_truncated_file_is_rejected() {
        let bytes = two_images();
        for length in [0, 3, 4, 15, 16, 17, bytes.len() - 1] {
            assert!(
                parse_images(&bytes[..length]).is_err(),
                "truncated to {length} bytes"
            );
        }
        let compressed = gzip(&bytes);
        assert!(matches!(
            parse_images(&compressed[..compressed.len() / 2]),
            Err(IdxError::Gzip(_))
        ));
    }

    #[test]
    fn a_header_with_too_large_a_size_is_rejected() {
        check(
            parse_labels(&idx(&[u32::MAX], &[1, 2])),
            "it contains 2 bytes of data instead of the 4294967295 that its header states",
        );
    }

    #[test]
    fn images_of_another_size_are_rejected() {
        check(
            parse_images(&idx(&[1, 2, 3], &[0; 6])),
            "its images are 3x2, not 28x28",
        );
    }

    #[test]
    fn a_label_above_9_is_rejected() {
        check(
            parse_labels(&idx(&[3], &[0, 10, 1])),
            "label 1 is 10, not a digit",
        );
    }
}
