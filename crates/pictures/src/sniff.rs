//! Describes files of unsupported formats by their first bytes, for error messages.

/// Number of bytes that are examined.
const HEAD_LEN: usize = 1024;

/// Returns a description of the file with an article, such as "a PDF document".
pub(crate) fn describe(file: &[u8]) -> &'static str {
    let head = file.get(..HEAD_LEN).unwrap_or(file);
    by_signature(head)
        .or_else(|| by_text(head))
        .unwrap_or("a file of unknown format")
}

fn by_signature(head: &[u8]) -> Option<&'static str> {
    let signatures: [(usize, &[u8], &str); 9] = [
        (0, b"%PDF", "a PDF document"),
        (4, b"ftypavif", "an AVIF picture"),
        (4, b"ftyphe", "a HEIC picture, the format of iPhones"),
        (4, b"ftypmif1", "a HEIC picture, the format of iPhones"),
        (4, b"ftyp", "a video"),
        (0, b"II*\0", "a TIFF picture"),
        (0, b"MM\0*", "a TIFF picture"),
        (0, b"\0\0\x01\0", "an icon"),
        (0, b"PK\x03\x04", "an archive or office document"),
    ];
    let found = signatures.into_iter().find(|(offset, signature, _)| {
        head.get(*offset..)
            .is_some_and(|rest| rest.starts_with(signature))
    });
    found.map(|(_, _, description)| description)
}

fn by_text(head: &[u8]) -> Option<&'static str> {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // The head ends inside a character.
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
    use super::describe;

    fn check(file: &[u8], expected: &str) {
        assert_eq!(describe(file), expected, "{file:?}");
    }

    #[test]
    fn an_unsupported_file_is_described_by_its_content() {
        check(b"%PDF-1.7 ...", "a PDF document");
        check(
            b"\0\0\0\x18ftypheic\0\0",
            "a HEIC picture, the format of iPhones",
        );
        check(
            b"\0\0\0\x18ftypmif1\0\0",
            "a HEIC picture, the format of iPhones",
        );
        check(b"\0\0\0\x18ftypavif\0\0", "an AVIF picture");
        check(b"\0\0\0\x18ftypisom\0\0", "a video");
        check(b"<?xml version=\"1.0\"?><svg xmlns=\"\">", "an SVG drawing");
        check(b"Dear reader,\n", "text");
        check(b"PK\x03\x04\x14\0", "an archive or office document");
        check(&[0xff, 0xfe, 0], "a file of unknown format");
        check(b"\x1b[0m", "a file of unknown format");
    }

    #[test]
    fn text_is_recognised_when_the_head_ends_inside_a_character() {
        for before in 0..4 {
            check(
                format!("{}{}", "a".repeat(before), "ä€".repeat(900)).as_bytes(),
                "text",
            );
        }
    }
}
