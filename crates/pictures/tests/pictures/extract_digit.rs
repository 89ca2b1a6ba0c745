//! Extracts digits from picture files of all formats: valid, damaged and malicious.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, Luma, Rgba, RgbaImage};
use ink::{Raster, SIDE};
use pictures::{decode, extract_digit};
use proptest::prelude::*;
use recognition::picture::{ExtractedDigit, INK_SIDE, MAX_FILE_LEN, PictureError};

use crate::fixtures::{goldens, mean_difference};

const FORMATS: [ImageFormat; 5] = [
    ImageFormat::Png,
    ImageFormat::Jpeg,
    ImageFormat::WebP,
    ImageFormat::Gif,
    ImageFormat::Bmp,
];

/// Samples the raster at a point by bilinear interpolation: 0 = paper, 1 = ink. Points outside are paper.
fn ink_at(raster: &Raster, x: f32, y: f32) -> f32 {
    let at = |x: f32, y: f32| {
        let is_inside = (0.0..SIDE as f32).contains(&x) && (0.0..SIDE as f32).contains(&y);
        let i = is_inside.then(|| y as usize * SIDE + x as usize);
        i.map_or(0.0, |i| f32::from(raster.pixels()[i]) / 255.0)
    };
    let (left, top) = ((x - 0.5).floor(), (y - 0.5).floor());
    let (dx, dy) = (x - 0.5 - left, y - 0.5 - top);
    let row = |y: f32| at(left, y) * (1.0 - dx) + at(left + 1.0, y) * dx;
    row(top) * (1.0 - dy) + row(top + 1.0) * dy
}

/// Renders the digit in black on white, 280x280 pixels.
fn scan(raster: &Raster) -> DynamicImage {
    let level = |x: u32, y: u32| 255.0 * (1.0 - ink_at(raster, x as f32 / 10.0, y as f32 / 10.0));
    let grey = GrayImage::from_fn(280, 280, |x, y| Luma([level(x, y) as u8]));
    DynamicImage::ImageLuma8(grey)
}

fn encode(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = match format {
        ImageFormat::Jpeg | ImageFormat::Bmp => DynamicImage::ImageRgb8(picture.to_rgb8()),
        _ => DynamicImage::ImageRgba8(picture.to_rgba8()),
    };
    picture
        .write_to(&mut bytes, format)
        .expect("writing to memory never fails");
    bytes.into_inner()
}

#[track_caller]
fn check_rejected(file: &[u8], expected: &str) {
    let error = extract_digit(file)
        .expect_err("the file must be rejected")
        .to_string();
    assert!(
        error.contains(expected),
        "{error:?} does not contain {expected:?}"
    );
}

#[test]
fn a_digit_is_extracted_from_every_supported_format() {
    for raster in goldens() {
        for format in FORMATS {
            let ExtractedDigit {
                raster: extracted,
                ink,
            } = extract_digit(&encode(&scan(&raster), format)).unwrap();
            let difference = mean_difference(&raster, &extracted);
            assert!(
                difference < 9.0,
                "{format:?}: the mean difference is {difference} levels"
            );
            assert_eq!(ink.len(), INK_SIDE * INK_SIDE);
            assert!(ink.contains(&255) && ink.contains(&0), "{format:?}");
        }
    }
}

/// Returns pseudorandom noise for a pixel, 0 to 1 (the finaliser of SplitMix64).
fn noise(x: u32, y: u32) -> f32 {
    let mixed = (u64::from(y) * 100_003 + u64::from(x)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40;
    mixed as f32 / (1 << 24) as f32
}

#[test]
fn a_noisy_photograph_in_uneven_light_is_read() {
    for raster in goldens().iter().step_by(5) {
        let photograph = image::RgbImage::from_fn(1600, 1200, |x, y| {
            let ink = ink_at(raster, x as f32 / 25.0 - 18.0, y as f32 / 25.0 - 12.0);
            let light = 205.0 - x as f32 / 30.0 - y as f32 / 40.0;
            let level = light * (1.0 - 0.55 * ink) + 24.0 * (noise(x, y) - 0.5);
            image::Rgb([level, level * 0.96, level * 0.85].map(|level| level as u8))
        });
        let mut bytes = Vec::new();
        let mut jpeg = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 60);
        jpeg.encode_image(&photograph).unwrap();
        let difference = mean_difference(raster, &extract_digit(&bytes).unwrap().raster);
        assert!(
            difference < 10.0,
            "the mean difference is {difference} levels"
        );
    }
}

/// Encodes a JPEG with an EXIF orientation.
fn jpeg_with_orientation(picture: &DynamicImage, orientation: u8) -> Vec<u8> {
    let plain = encode(picture, ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..]].concat()
}

#[test]
fn the_exif_orientation_is_applied() {
    let dark_corner = GrayImage::from_fn(64, 32, |x, y| {
        Luma([if x < 32 && y < 16 { 0 } else { 255 }])
    });
    let dark_corner = DynamicImage::ImageLuma8(dark_corner);
    for (orientation, size, corner) in [
        (1, (64, 32), (0, 0)),
        (3, (64, 32), (1, 1)),
        (6, (32, 64), (1, 0)),
        (8, (32, 64), (0, 1)),
        (99, (64, 32), (0, 0)),
    ] {
        let picture = decode(&jpeg_with_orientation(&dark_corner, orientation)).unwrap();
        assert_eq!((picture.width, picture.height), size, "{orientation}");
        let (x, y) = (corner.0 * (size.0 - 1), corner.1 * (size.1 - 1));
        let levels = [
            picture.luma[y * size.0 + x],
            picture.luma[size.1 / 2 * size.0],
        ];
        assert!(levels[0] < 40, "{orientation}: {levels:?}");
    }
}

#[test]
fn transparent_pixels_are_white_paper() {
    let picture = RgbaImage::from_fn(2, 1, |x, _| Rgba([0, 0, 0, if x == 0 { 0 } else { 255 }]));
    let png = encode(&DynamicImage::ImageRgba8(picture), ImageFormat::Png);
    assert_eq!(decode(&png).unwrap().luma, [255, 0]);
}

#[test]
fn files_without_a_digit_are_rejected_with_a_clear_message() {
    check_rejected(b"", "the file is empty");
    check_rejected(
        &vec![0; MAX_FILE_LEN + 1],
        "too large (31 MB; maximum 30 MB)",
    );
    check_rejected(b"%PDF-1.4", "a PDF document; use a PNG");
    check_rejected(b"<svg></svg>", "an SVG drawing");
    check_rejected(b"P5 1 1 255 \0", "a file of unknown format");
    let blank = DynamicImage::ImageLuma8(GrayImage::from_pixel(200, 200, Luma([230])));
    check_rejected(&encode(&blank, ImageFormat::Png), "contains no digit");
}

/// Returns a PNG's signature and header without pixel data.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let [width, height] = [width, height].map(u32::to_be_bytes);
    let chunk = [&b"IHDR"[..], &width, &height, &[8, 6, 0, 0, 0]].concat();
    let crc = !chunk.iter().fold(u32::MAX, |crc, byte| {
        let step = |crc: u32, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
        (0..8).fold(crc ^ u32::from(*byte), step)
    });
    let head = b"\x89PNG\r\n\x1a\n\0\0\0\r";
    [&head[..], &chunk, &crc.to_be_bytes(), b"\0\0\0\0IDAT"].concat()
}

#[test]
fn a_picture_that_claims_to_be_huge_is_rejected_by_its_header() {
    check_rejected(
        &png_header(60_000, 60_000),
        "60000 x 60000 pixels; maximum 50 million",
    );
    check_rejected(&png_header(u32::MAX, 1), "damaged");
    let small = DynamicImage::ImageLuma8(GrayImage::new(3, 3));
    let mut gif = encode(&small, ImageFormat::Gif);
    gif[6..10].fill(0xff);
    check_rejected(&gif, "65535 x 65535 pixels");
    let mut bmp = encode(&small, ImageFormat::Bmp);
    bmp[18..26].copy_from_slice(&[0xff, 0x7f, 0, 0, 0xff, 0x7f, 0, 0]);
    check_rejected(&bmp, "32767 x 32767 pixels");
}

#[test]
fn a_frame_larger_than_its_picture_is_rejected() {
    let small = DynamicImage::ImageLuma8(GrayImage::new(3, 3));
    let mut gif = encode(&small, ImageFormat::Gif);
    // The image descriptor: a comma, the position, then the size.
    let descriptor = gif
        .windows(9)
        .position(|bytes| bytes == b",\0\0\0\0\x03\0\x03\0")
        .unwrap();
    gif[descriptor + 5..descriptor + 9].fill(0xff);
    assert!(matches!(extract_digit(&gif), Err(PictureError::Corrupt(_))));
}

#[test]
fn a_picture_without_pixels_is_rejected() {
    check_rejected(&png_header(0, 5), "damaged");
    let small = DynamicImage::ImageLuma8(GrayImage::new(3, 3));
    for (format, size) in [(ImageFormat::Gif, 6..10), (ImageFormat::Bmp, 18..26)] {
        let mut bytes = encode(&small, format);
        bytes[size].fill(0);
        assert!(extract_digit(&bytes).is_err(), "{format:?}");
    }
}

#[test]
fn a_truncated_file_gives_a_digit_or_an_error() {
    let raster = &goldens()[0];
    for format in FORMATS {
        let whole = encode(&scan(raster).thumbnail(60, 60), format);
        for length in (0..whole.len()).step_by(whole.len() / 100 + 1) {
            if let Err(error) = extract_digit(&whole[..length]) {
                assert!(!error.to_string().is_empty());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn damaged_bytes_give_a_digit_or_an_error(
        format in 0..FORMATS.len(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..9),
    ) {
        let format = FORMATS[format];
        let mut bytes = encode(&scan(&goldens()[3]).thumbnail(40, 40), format);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(extracted) = extract_digit(&bytes) {
            prop_assert_eq!(extracted.ink.len(), INK_SIDE * INK_SIDE);
        }
    }

    #[test]
    fn arbitrary_bytes_after_a_signature_do_not_panic(
        format in 0..FORMATS.len(),
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        let small = DynamicImage::ImageLuma8(GrayImage::new(3, 3));
        let mut file = encode(&small, FORMATS[format]);
        file.truncate(16);
        file.extend(bytes);
        let _ = extract_digit(&file);
    }
}
