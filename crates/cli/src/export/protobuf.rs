//! Encodes the subset of the Protocol Buffers wire format that an ONNX file needs
//! (<https://protobuf.dev/programming-guides/encoding/>).

const VARINT: u64 = 0;
const LENGTH_DELIMITED: u64 = 2;

/// An encoded message. Each method appends a field.
#[derive(Clone, Debug, Default)]
pub(super) struct Message(Vec<u8>);

impl Message {
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    pub(super) fn int(mut self, field: u64, value: u64) -> Self {
        self.varint(field << 3 | VARINT);
        self.varint(value);
        self
    }

    pub(super) fn ints(self, field: u64, values: impl IntoIterator<Item = usize>) -> Self {
        let values = values.into_iter();
        values.fold(self, |message, value| message.int(field, value as u64))
    }

    pub(super) fn bytes(mut self, field: u64, bytes: &[u8]) -> Self {
        self.varint(field << 3 | LENGTH_DELIMITED);
        self.varint(bytes.len() as u64);
        self.0.extend(bytes);
        self
    }

    pub(super) fn text(self, field: u64, text: &str) -> Self {
        self.bytes(field, text.as_bytes())
    }

    pub(super) fn message(self, field: u64, message: &Self) -> Self {
        self.bytes(field, &message.0)
    }

    pub(super) fn messages(self, field: u64, messages: impl IntoIterator<Item = Self>) -> Self {
        let messages = messages.into_iter();
        messages.fold(self, |message, inner| message.message(field, &inner))
    }

    fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_equals_the_examples_of_the_specification() {
        let message = Message::default().int(1, 150).text(2, "testing");
        let expected = b"\x08\x96\x01\x12\x07testing";
        assert_eq!(message.clone().into_bytes(), expected);
        let outer = Message::default().message(3, &Message::default().int(1, 150));
        assert_eq!(outer.into_bytes(), b"\x1a\x03\x08\x96\x01");
    }
}
