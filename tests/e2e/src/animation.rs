//! Encodes screenshots as an animated PNG.
//!
//! Every frame after the first contains only the rectangle that differs from the frame before, which keeps the file
//! small.

use std::io::Write;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use image::RgbImage;

/// A frame of an animation.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The image. All frames of an animation have the same size.
    pub image: RgbImage,
    /// How long it is shown.
    pub duration: Duration,
}

/// A rectangle in pixels: left, top, width, height.
type PixelRect = [u32; 4];

/// Writes the frames as an animated PNG that repeats forever. Equal consecutive frames become one.
///
/// # Errors
/// If there is no frame, sizes differ, or `output` cannot be written.
pub fn write_png(output: impl Write, frames: &[Frame]) -> Result<()> {
    let frames = merged(frames);
    let first = frames
        .first()
        .context("an animation needs at least one frame")?;
    let (width, height) = first.image.dimensions();
    let has_one_size = frames
        .iter()
        .all(|frame| frame.image.dimensions() == (width, height));
    ensure!(
        has_one_size,
        "all frames of an animation must have the same size"
    );

    let mut encoder = png::Encoder::new(output, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    encoder.set_animated(u32::try_from(frames.len())?, 0)?;
    encoder.set_dispose_op(png::DisposeOp::None)?;
    encoder.set_blend_op(png::BlendOp::Source)?;
    let mut writer = encoder.write_header()?;
    let mut previous: Option<&RgbImage> = None;
    for Frame { image, duration } in &frames {
        let [left, top, width, height] = match previous {
            Some(previous) => changed_rect(previous, image).context("consecutive frames differ")?,
            None => [0, 0, width, height],
        };
        writer.set_frame_delay(u16::try_from(duration.as_millis())?, 1000)?;
        // The position is set last: it is checked against the frame's size.
        writer.reset_frame_position()?;
        writer.set_frame_dimension(width, height)?;
        writer.set_frame_position(left, top)?;
        let region = image::imageops::crop_imm(image, left, top, width, height).to_image();
        writer.write_image_data(region.as_raw())?;
        previous = Some(image);
    }
    Ok(writer.finish()?)
}

/// Merges equal consecutive frames and adds up their durations.
fn merged(frames: &[Frame]) -> Vec<Frame> {
    let mut merged: Vec<Frame> = Vec::new();
    for frame in frames {
        match merged.last_mut() {
            Some(last) if last.image == frame.image => last.duration += frame.duration,
            _ => merged.push(frame.clone()),
        }
    }
    merged
}

/// Returns the smallest rectangle that contains every differing pixel, or `None` if the images are equal.
fn changed_rect(before: &RgbImage, after: &RgbImage) -> Option<PixelRect> {
    let pixels = before.enumerate_pixels().zip(after.pixels());
    let changed = pixels.filter(|((_, _, a), b)| a != b);
    let bounds = changed.fold(None, |bounds: Option<PixelRect>, ((x, y, _), _)| {
        let [left, top, right, bottom] = bounds.unwrap_or([x, y, x, y]);
        Some([left.min(x), top.min(y), right.max(x), bottom.max(y)])
    });
    bounds.map(|[left, top, right, bottom]| [left, top, right - left + 1, bottom - top + 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    fn frame(dots: &[(u32, u32)]) -> Frame {
        let mut image = RgbImage::from_pixel(8, 6, Rgb([255; 3]));
        for (x, y) in dots {
            image.put_pixel(*x, *y, Rgb([0; 3]));
        }
        Frame {
            image,
            duration: Duration::from_millis(100),
        }
    }

    #[test]
    fn a_frame_contains_only_what_changed() {
        let (before, after) = (frame(&[]), frame(&[(2, 1), (4, 3)]));
        assert_eq!(
            changed_rect(&before.image, &after.image),
            Some([2, 1, 3, 3])
        );
        assert_eq!(changed_rect(&before.image, &before.image), None);
    }

    #[test]
    fn the_file_contains_each_distinct_frame_with_its_duration() {
        let frames = [
            frame(&[]),
            frame(&[]),
            frame(&[(2, 1)]),
            frame(&[(2, 1), (7, 5)]),
        ];
        let mut file = Vec::new();
        write_png(&mut file, &frames).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(file))
            .read_info()
            .unwrap();
        assert_eq!(reader.info().animation_control().unwrap().num_frames, 3);
        let mut buffer = vec![0; reader.output_buffer_size().unwrap()];
        let mut delays = Vec::new();
        for _ in 0..3 {
            reader.next_frame(&mut buffer).unwrap();
            delays.push(reader.info().frame_control().unwrap().delay_num);
        }
        assert_eq!(delays, [200, 100, 100]);
    }

    #[test]
    fn an_animation_without_frames_or_with_mixed_sizes_is_an_error() {
        assert!(write_png(Vec::new(), &[]).is_err());
        let mut other = frame(&[]);
        other.image = RgbImage::new(4, 4);
        assert!(write_png(Vec::new(), &[frame(&[]), other]).is_err());
    }
}
