//! Variation of MNIST's images: warped, and their strokes made thinner or thicker.

use ink::{Affine, Point, Raster, SIDE};
use rand::Rng;

use super::Random;
use super::warp::{Extent, Warp};

/// How far images are varied.
#[derive(Clone, Debug)]
pub struct Variety {
    /// The deformation's extent.
    pub warp: Extent,
    /// Share of images that keep their shape, so that the network also meets them as they are.
    pub unwarped: f64,
    /// Share of images whose strokes become thinner or thicker.
    pub reweighted: f64,
}

impl Default for Variety {
    fn default() -> Self {
        Self {
            warp: Extent {
                rotation: 14.0,
                slant: 0.22,
                stretch: 0.16,
                shift: 1.2,
                elastic: 0.45,
            },
            unwarped: 0.2,
            reweighted: 0.35,
        }
    }
}

impl Variety {
    /// The image, varied.
    pub fn of(&self, raster: &Raster, random: &mut Random) -> Raster {
        let mut plane = raster.pixels().map(f32::from);
        if !random.random_bool(self.unwarped) {
            let warp = Warp::draw(&self.warp, random);
            plane = warped(&plane, |place| warp.apply(place));
        }
        if random.random_bool(self.reweighted) {
            plane = reweighted(&plane, random.random_range(-0.5..0.5));
        }
        to_raster(&plane)
    }
}

/// The image turned clockwise about the centre of the pixel with index 14, where MNIST's digits balance.
pub(crate) fn turned(raster: &Raster, degrees: f32) -> Raster {
    let balance = 0.5;
    let back = Affine::translate(-balance, -balance)
        .then(Affine::rotate(-degrees.to_radians()))
        .then(Affine::translate(balance, balance));
    to_raster(&warped(&raster.pixels().map(f32::from), |place| {
        back.apply(place)
    }))
}

fn to_raster(plane: &Plane) -> Raster {
    Raster::from_pixels(plane.map(|value| (value + 0.5).clamp(0.0, 255.0) as u8))
}

/// Each pixel as `source` finds it; both count from the field's middle.
fn warped(plane: &Plane, source: impl Fn(Point) -> Point) -> Plane {
    let middle = (SIDE - 1) as f32 / 2.0;
    at_each_pixel(|x, y| {
        let here = Point {
            x: x as f32 - middle,
            y: y as f32 - middle,
        };
        let from = source(here);
        sample(plane, from.x + middle, from.y + middle)
    })
}

type Plane = [f32; SIDE * SIDE];

fn at_each_pixel(value: impl Fn(usize, usize) -> f32) -> Plane {
    std::array::from_fn(|i| value(i % SIDE, i / SIDE))
}

/// The plane between its pixels; paper beyond its edges.
///
/// Catmull-Rom's cubic, which keeps edges as sharp as they are. Bilinear blurs them, and a network that
/// learns from blurred images alone reads sharp ones worse.
fn sample(plane: &Plane, x: f32, y: f32) -> f32 {
    let (left, top) = (x.floor(), y.floor());
    let (across, down) = (cubic(x - left), cubic(y - top));
    let inside = |place: f32, offset: usize| {
        let place = place + offset as f32 - 1.0;
        (0.0..SIDE as f32)
            .contains(&place)
            .then_some(place as usize)
    };
    let mut sum = 0.0;
    for (row, weight) in down.iter().enumerate() {
        let Some(row) = inside(top, row) else {
            continue;
        };
        for (column, share) in across.iter().enumerate() {
            if let Some(column) = inside(left, column) {
                sum += weight * share * plane[row * SIDE + column];
            }
        }
    }
    sum
}

/// The weights of the four pixels around a place `t` (0..1) between the inner two (Keys 1981, a = -1/2).
fn cubic(t: f32) -> [f32; 4] {
    let (square, cube) = (t * t, t * t * t);
    [
        -0.5 * cube + square - 0.5 * t,
        1.5 * cube - 2.5 * square + 1.0,
        -1.5 * cube + 2.0 * square + 0.5 * t,
        0.5 * cube - 0.5 * square,
    ]
}

/// Blends towards the largest (`amount` > 0) or smallest (< 0) of each pixel and its four neighbours.
fn reweighted(plane: &Plane, amount: f32) -> Plane {
    let choose: fn(f32, f32) -> f32 = if amount > 0.0 { f32::max } else { f32::min };
    at_each_pixel(|x, y| {
        let here = plane[y * SIDE + x];
        let inner = 1..SIDE - 1;
        if !inner.contains(&x) || !inner.contains(&y) {
            return here;
        }
        let neighbours = [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)];
        let extreme = neighbours
            .iter()
            .fold(here, |value, (x, y)| choose(value, plane[y * SIDE + x]));
        here + (extreme - here) * amount.abs()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::augment;

    fn cross() -> Plane {
        at_each_pixel(|x, y| {
            if x.abs_diff(14) < 2 || y.abs_diff(14) < 2 {
                255.0
            } else {
                0.0
            }
        })
    }

    #[test]
    fn sampling_at_a_pixel_gives_that_pixel_and_beyond_the_edge_paper() {
        let plane = at_each_pixel(|x, y| (x + 2 * y) as f32);
        assert_eq!(sample(&plane, 3.0, 5.0), 13.0);
        assert_eq!(sample(&plane, 3.5, 5.0), 13.5);
        assert_eq!(sample(&plane, -2.0, 5.0), 0.0);
        assert_eq!(sample(&plane, 3.0, 30.5), 0.0);
    }

    #[test]
    fn a_quarter_turn_is_clockwise_about_pixel_14() {
        let mut pixels = [0; SIDE * SIDE];
        pixels[14 * SIDE + 20] = 200;
        let turned = turned(&Raster::from_pixels(pixels), 90.0);
        assert_eq!(turned.pixels()[20 * SIDE + 14], 200, "right becomes below");
    }

    #[test]
    fn thicker_adds_ink_and_thinner_takes_it() {
        let sum = |plane: &Plane| plane.iter().sum::<f32>();
        assert!(sum(&reweighted(&cross(), 0.5)) > sum(&cross()));
        assert!(sum(&reweighted(&cross(), -0.5)) < sum(&cross()));
    }

    #[test]
    fn the_same_numbers_give_the_same_image_and_others_another() {
        let raster = Raster::from_pixels(cross().map(|value| value as u8));
        let image = |place| Variety::default().of(&raster, &mut augment::random(7, 1, place));
        assert_eq!(image(5), image(5));
        assert_ne!(image(5), image(6));
    }
}
