//! What a file is that is no picture of a known format, by its first bytes.

/// Bytes looked at.
const HEAD: usize = 1024;

/// A name with its article.
pub(crate) fn name(file: &[u8]) -> &'static str {
    let head = file.get(..HEAD).unwrap_or(file);
    by_mark(head)
        .or_else(|| by_text(head))
        .unwrap_or("a file of an unknown kind")
}

fn by_mark(head: &[u8]) -> Option<&'static str> {
    let marks: [(usize, &[u8], &str); 9] = [
        (0, b"%PDF", "a PDF document"),
        (4, b"ftypavif", "an AVIF picture"),
        (4, b"ftyphe", "a HEIC picture, as iPhones take them"),
        (4, b"ftypmif1", "a HEIC picture, as iPhones take them"),
        (4, b"ftyp", "a video"),
        (0, b"II*\0", "a TIFF picture"),
        (0, b"MM\0*", "a TIFF picture"),
        (0, b"\0\0\x01\0", "an icon"),
        (0, b"PK\x03\x04", "an archive or office document"),
    ];
    let found = marks
        .into_iter()
        .find(|(at, mark, _)| head.get(*at..).is_some_and(|head| head.starts_with(mark)));
    found.map(|(_, _, name)| name)
}

fn by_text(head: &[u8]) -> Option<&'static str> {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // A character that the end of the head has cut.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(head.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    let is_text = |c: char| !c.is_control() || c.is_whitespace();
    if text.contains("<svg") {
        Some("an SVG drawing")
    } else if text.chars().all(is_text) {
        Some("text")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    fn check(file: &[u8], expected: &str) {
        assert_eq!(name(file), expected, "{file:?}");
    }

    #[test]
    fn a_foreign_file_is_named_by_its_content() {
        check(b"%PDF-1.7 ...", "a PDF document");
        check(
            b"\0\0\0\x18ftypheic\0\0",
            "a HEIC picture, as iPhones take them",
        );
        check(
            b"\0\0\0\x18ftypmif1\0\0",
            "a HEIC picture, as iPhones take them",
        );
        check(b"\0\0\0\x18ftypavif\0\0", "an AVIF picture");
        check(b"\0\0\0\x18ftypisom\0\0", "a video");
        check(b"<?xml version=\"1.0\"?><svg xmlns=\"\">", "an SVG drawing");
        check(b"Dear reader,\n", "text");
        check(b"PK\x03\x04\x14\0", "an archive or office document");
        check(&[0xff, 0xfe, 0], "a file of an unknown kind");
        check(b"\x1b[0m", "a file of an unknown kind");
    }

    #[test]
    fn text_is_text_wherever_its_head_ends() {
        for before in 0..4 {
            check(
                format!("{}{}", "a".repeat(before), "ä€".repeat(900)).as_bytes(),
                "text",
            );
        }
    }
}
