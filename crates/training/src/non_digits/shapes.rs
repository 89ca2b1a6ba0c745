//! Shapes, pictograms and symbols, in the notation of [`skeleton`](super::skeleton) or from [`generated`].

use super::generated;
use super::kind::SkeletonSource::{Generated, Variants};
use super::kind::{Kind, digit_like, held_out, training};

pub(super) const KINDS: &[Kind] = &[
    digit_like(
        "ampersand",
        Variants(&["88,98 ~38,36 ~36,8 ~50,0 ~64,12 ~48,38 ~18,66 ~22,94 ~48,98 84,56"]),
    ),
    training(
        "arrow",
        Variants(&[
            "4,50 96,50 / 66,22 96,50 66,78",
            "96,50 4,50 / 34,22 4,50 34,78",
            "50,100 50,0 / 22,30 50,0 78,30",
            "50,0 50,100 / 22,70 50,100 78,70",
        ]),
    ),
    held_out(
        "asterisk",
        Variants(&[
            "50,0 50,100 / 8,26 92,74 / 92,26 8,74",
            "8,50 92,50 / 24,8 76,92 / 76,8 24,92",
        ]),
    ),
    held_out(
        "at sign",
        Variants(&[
            "68,36 ~50,28 ~34,50 ~48,68 68,50 / 70,30 68,58 ~84,68 ~96,44 ~74,8 ~34,6 ~4,46 ~24,90 ~60,98 86,86",
        ]),
    ),
    held_out(
        "check mark",
        Variants(&["8,56 38,96 92,4", "10,62 ~24,70 36,94 ~56,44 94,8"]),
    ),
    digit_like(
        "circle",
        Variants(&["50,0 ~14,14 ~0,50 ~14,86 ~50,100 ~86,86 ~100,50 ~86,14 50,0"]),
    ),
    training(
        "cloud",
        Variants(&[
            "22,82 ~0,78 ~2,48 24,46 ~26,14 ~58,10 64,32 ~86,20 ~96,44 82,54 ~104,60 ~98,84 78,82 22,82",
        ]),
    ),
    training(
        "crescent",
        Variants(&["72,0 ~26,14 ~10,50 ~26,86 72,100 ~48,76 ~40,50 ~48,24 72,0"]),
    ),
    training(
        "crossed box",
        Variants(&["10,10 90,10 90,90 10,90 10,10 / 10,10 90,90 / 90,10 10,90"]),
    ),
    training("diamond", Variants(&["50,0 86,50 50,100 14,50 50,0"])),
    digit_like(
        "dollar sign",
        Variants(&["80,20 ~50,10 ~22,28 ~50,50 ~80,74 ~50,90 16,80 / 50,-4 50,104"]),
    ),
    held_out(
        "envelope",
        Variants(&["4,20 96,20 96,80 4,80 4,20 / 4,20 50,56 96,20"]),
    ),
    training("equals sign", Variants(&["8,34 92,34 / 8,66 92,66"])),
    training(
        "euro sign",
        Variants(&["86,12 ~58,0 ~28,26 ~28,74 ~58,100 88,88 / 6,40 66,40 / 6,60 62,60"]),
    ),
    held_out("exclamation mark", Variants(&["50,0 50,70 / 50,98"])),
    training(
        "eye",
        Variants(&["2,50 ~50,16 98,50 ~50,84 2,50 / 50,34 ~34,50 ~50,66 ~66,50 50,34"]),
    ),
    training(
        "fish",
        Variants(&["96,22 ~60,70 ~28,80 ~2,50 ~28,20 ~60,30 96,78 96,22"]),
    ),
    training("flower", Generated(generated::flower)),
    training("grid", Generated(generated::grid)),
    training(
        "hash sign",
        Variants(&["36,0 28,100 / 74,0 66,100 / 4,34 96,34 / 4,68 96,68"]),
    ),
    held_out(
        "heart",
        Variants(&["50,28 ~30,2 ~5,26 ~20,62 50,98 ~80,62 ~95,26 ~70,2 50,28"]),
    ),
    training("horizontal line", Variants(&["2,50 98,50"])),
    digit_like("hourglass", Variants(&["12,0 88,0 12,100 88,100 12,0"])),
    training(
        "house",
        Variants(&[
            "12,100 12,46 50,0 88,46 88,100 12,100",
            "12,46 88,46 88,100 12,100 12,46 50,0 88,46",
        ]),
    ),
    digit_like(
        "infinity sign",
        Variants(&["50,50 ~26,28 ~4,50 ~26,72 ~50,50 ~74,28 ~96,50 ~74,72 50,50"]),
    ),
    held_out(
        "musical note",
        Variants(&["44,84 ~26,74 ~12,88 ~26,100 44,86 44,2 ~62,18 84,44"]),
    ),
    digit_like(
        "parenthesis",
        Variants(&["62,0 ~40,50 62,100", "38,0 ~60,50 38,100"]),
    ),
    training(
        "percent sign",
        Variants(&[
            "84,4 16,96 / 24,8 ~8,24 ~24,40 ~40,24 24,8 / 76,60 ~60,76 ~76,92 ~92,76 76,60",
        ]),
    ),
    held_out("plus sign", Variants(&["50,4 50,96 / 4,50 96,50"])),
    training(
        "question mark",
        Variants(&["20,22 ~34,2 ~62,0 ~80,22 ~58,48 50,60 50,76 / 50,98"]),
    ),
    held_out(
        "smiley",
        Variants(&[
            "50,0 ~14,14 ~0,50 ~14,86 ~50,100 ~86,86 ~100,50 ~86,14 50,0 / 34,34 / 66,34 / 26,62 ~50,80 74,62",
            "50,0 ~86,14 ~100,50 ~86,86 ~50,100 ~14,86 ~0,50 ~14,14 50,0 / 34,28 34,44 / 66,28 66,44 / 26,60 ~50,82 74,60",
        ]),
    ),
    training("spiral", Generated(generated::spiral)),
    held_out(
        "square",
        Variants(&["8,8 92,8 92,92 8,92 8,8", "8,8 8,92 92,92 92,8 8,8"]),
    ),
    held_out("stairs", Generated(generated::stairs)),
    training("star", Variants(&["22,100 50,0 78,100 4,38 96,38 22,100"])),
    held_out(
        "stick figure",
        Variants(&[
            "50,0 ~38,13 ~50,26 ~62,13 50,0 / 50,26 50,66 / 22,42 78,42 / 26,100 50,66 74,100",
        ]),
    ),
    held_out("sun", Generated(generated::sun)),
    held_out("target", Generated(generated::target)),
    training("tree", Variants(&["50,0 88,64 12,64 50,0 / 50,64 50,100"])),
    training(
        "triangle",
        Variants(&["50,4 94,94 6,94 50,4", "6,8 94,8 50,96 6,8"]),
    ),
    digit_like("vertical line", Variants(&["50,0 50,100"])),
    training("wave", Generated(generated::wave)),
    held_out("zigzag", Generated(generated::zigzag)),
];
