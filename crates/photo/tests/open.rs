//! Picture files of every kind, whole, damaged and hostile.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, Luma, Rgba, RgbaImage};
use ink::{Raster, SIDE};
use photo::{INK_SIDE, MOST_BYTES, Opened, PhotoError, decode, open};
use proptest::prelude::*;

const GOLDENS: &str = include_str!("../../../assets/goldens.json");
const FORMATS: [ImageFormat; 5] = [
    ImageFormat::Png,
    ImageFormat::Jpeg,
    ImageFormat::WebP,
    ImageFormat::Gif,
    ImageFormat::Bmp,
];

fn goldens() -> Vec<Raster> {
    let records = ink::record::parse(GOLDENS).expect("the goldens are records");
    let raster = |record: ink::Record| record.drawing.raster().expect("a golden has ink");
    records.into_iter().map(raster).collect()
}

/// Share of ink at a place of the raster, between its pixels too; paper outside.
fn share(raster: &Raster, x: f32, y: f32) -> f32 {
    let at = |x: f32, y: f32| {
        let inside = (0.0..SIDE as f32).contains(&x) && (0.0..SIDE as f32).contains(&y);
        let i = inside.then(|| y as usize * SIDE + x as usize);
        i.map_or(0.0, |i| f32::from(raster.pixels()[i]) / 255.0)
    };
    let (left, top) = ((x - 0.5).floor(), (y - 0.5).floor());
    let (right, low) = (x - 0.5 - left, y - 0.5 - top);
    let line = |y: f32| at(left, y) * (1.0 - right) + at(left + 1.0, y) * right;
    line(top) * (1.0 - low) + line(top + 1.0) * low
}

/// The digit in black on white, 280 x 280.
fn scan(raster: &Raster) -> DynamicImage {
    let level = |x: u32, y: u32| 255.0 * (1.0 - share(raster, x as f32 / 10.0, y as f32 / 10.0));
    let grey = GrayImage::from_fn(280, 280, |x, y| Luma([level(x, y) as u8]));
    DynamicImage::ImageLuma8(grey)
}

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = match format {
        ImageFormat::Jpeg | ImageFormat::Bmp => DynamicImage::ImageRgb8(picture.to_rgb8()),
        _ => DynamicImage::ImageRgba8(picture.to_rgba8()),
    };
    picture
        .write_to(&mut bytes, format)
        .expect("memory can be written to");
    bytes.into_inner()
}

fn mean_difference(a: &Raster, b: &Raster) -> f32 {
    let pairs = a.pixels().iter().zip(b.pixels());
    pairs.map(|(a, b)| f32::from(a.abs_diff(*b))).sum::<f32>() / 784.0
}

#[track_caller]
fn check_refused(file: &[u8], expected: &str) {
    let error = open(file).expect_err("it is to be refused").to_string();
    assert!(error.contains(expected), "{error:?} has not {expected:?}");
}

#[test]
fn a_digit_is_read_from_a_file_of_every_kind() {
    for raster in goldens() {
        for format in FORMATS {
            let Opened { raster: read, ink } = open(&file(&scan(&raster), format)).unwrap();
            let by = mean_difference(&raster, &read);
            assert!(by < 9.0, "{format:?}: changed by {by} levels in the mean");
            assert_eq!(ink.len(), INK_SIDE * INK_SIDE);
            assert!(ink.contains(&255) && ink.contains(&0), "{format:?}");
        }
    }
}

/// A number without pattern for each place, 0 to 1 (the mixing steps of SplitMix64).
fn noise(x: u32, y: u32) -> f32 {
    let mixed = (u64::from(y) * 100_003 + u64::from(x)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40;
    mixed as f32 / (1 << 24) as f32
}

#[test]
fn a_phones_photograph_of_pencil_in_uneven_light_is_read() {
    for raster in goldens().iter().step_by(5) {
        let photograph = image::RgbImage::from_fn(1600, 1200, |x, y| {
            let ink = share(raster, x as f32 / 25.0 - 18.0, y as f32 / 25.0 - 12.0);
            let light = 205.0 - x as f32 / 30.0 - y as f32 / 40.0;
            let level = light * (1.0 - 0.55 * ink) + 24.0 * (noise(x, y) - 0.5);
            image::Rgb([level, level * 0.96, level * 0.85].map(|level| level as u8))
        });
        let mut bytes = Vec::new();
        let mut jpeg = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 60);
        jpeg.encode_image(&photograph).unwrap();
        let by = mean_difference(raster, &open(&bytes).unwrap().raster);
        assert!(by < 10.0, "changed by {by} levels in the mean");
    }
}

/// A JPEG whose EXIF data say how the camera was held.
fn held(picture: &DynamicImage, orientation: u8) -> Vec<u8> {
    let plain = file(picture, ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..]].concat()
}

#[test]
fn a_photograph_is_turned_as_the_camera_was_held() {
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
        let picture = decode(&held(&dark_corner, orientation)).unwrap();
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
    let png = file(&DynamicImage::ImageRgba8(picture), ImageFormat::Png);
    assert_eq!(decode(&png).unwrap().luma, [255, 0]);
}

#[test]
fn what_shows_no_digit_is_refused_in_words_for_a_person() {
    check_refused(b"", "The file is empty.");
    check_refused(&vec![0; MOST_BYTES + 1], "too large (31 MB; at most 30 MB)");
    check_refused(b"%PDF-1.4", "This is a PDF document. Only pictures");
    check_refused(b"<svg></svg>", "This is an SVG drawing.");
    check_refused(b"P5 1 1 255 \0", "This is a file of an unknown kind.");
    let blank = DynamicImage::ImageLuma8(GrayImage::from_pixel(200, 200, Luma([230])));
    check_refused(&file(&blank, ImageFormat::Png), "Nothing was found");
}

/// A PNG's signature and header: a picture of so many pixels, and no pixel.
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
fn a_picture_that_claims_to_be_huge_is_refused_by_its_header() {
    check_refused(
        &png_header(60_000, 60_000),
        "60000 x 60000 pixels; at most 50 million",
    );
    check_refused(&png_header(u32::MAX, 1), "damaged");
    let small = DynamicImage::ImageLuma8(GrayImage::new(3, 3));
    let mut gif = file(&small, ImageFormat::Gif);
    gif[6..10].fill(0xff);
    check_refused(&gif, "65535 x 65535 pixels");
    let mut bmp = file(&small, ImageFormat::Bmp);
    bmp[18..26].copy_from_slice(&[0xff, 0x7f, 0, 0, 0xff, 0x7f, 0, 0]);
    check_refused(&bmp, "32767 x 32767 pixels");
}

#[test]
fn a_frame_larger_than_its_picture_takes_no_memory() {
    let small = DynamicImage::ImageLuma8(GrayImage::new(3, 3));
    let mut gif = file(&small, ImageFormat::Gif);
    // The frame's descriptor: a comma, its place, then its size.
    let at = gif
        .windows(9)
        .position(|bytes| bytes == b",\0\0\0\0\x03\0\x03\0")
        .unwrap();
    gif[at + 5..at + 9].fill(0xff);
    assert!(matches!(open(&gif), Err(PhotoError::Damaged(_))));
}

#[test]
fn a_picture_without_pixels_is_refused() {
    check_refused(&png_header(0, 5), "damaged");
    let small = DynamicImage::ImageLuma8(GrayImage::new(3, 3));
    for (format, size) in [(ImageFormat::Gif, 6..10), (ImageFormat::Bmp, 18..26)] {
        let mut bytes = file(&small, format);
        bytes[size].fill(0);
        assert!(open(&bytes).is_err(), "{format:?}");
    }
}

#[test]
fn a_file_cut_anywhere_gives_a_digit_or_an_error() {
    let raster = &goldens()[0];
    for format in FORMATS {
        let whole = file(&scan(raster).thumbnail(60, 60), format);
        for length in (0..whole.len()).step_by(whole.len() / 100 + 1) {
            if let Err(error) = open(&whole[..length]) {
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
        let mut bytes = file(&scan(&goldens()[3]).thumbnail(40, 40), format);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(opened) = open(&bytes) {
            prop_assert_eq!(opened.ink.len(), INK_SIDE * INK_SIDE);
        }
    }

    #[test]
    fn any_bytes_behind_a_mark_give_an_error(
        format in 0..FORMATS.len(),
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        let small = DynamicImage::ImageLuma8(GrayImage::new(3, 3));
        let mut file = file(&small, FORMATS[format]);
        file.truncate(16);
        file.extend(bytes);
        let _ = open(&file);
    }
}
