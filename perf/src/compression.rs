//! Compression as on a static host.

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;

/// Compresses bytes with brotli at its highest quality.
///
/// # Errors
/// Never in practice, because it only reads and writes memory.
pub(crate) fn brotli(raw: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: raw.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*raw, &mut compressed, &parameters)?;
    Ok(compressed)
}
