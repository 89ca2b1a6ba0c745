//! Text of the panel of layer outputs.

use recognition::explanation::{LayerKind, LayerOutput};

/// See [`super::InspectorStrings::layers`].
pub struct LayersStrings {
    /// Introduction.
    pub intro: &'static str,
    /// A layer's kind, output size and parameter count: the layer.
    pub layer: fn(&LayerOutput) -> String,
    /// Accessible name of feature maps with selectable values: the layer's text.
    pub select_value: fn(&str) -> String,
    /// Label of the slider that selects a convolution.
    pub convolution: &'static str,
    /// Label of the slider that selects a feature map.
    pub feature_map: &'static str,
    /// Label of the slider that selects a pixel.
    pub pixel: &'static str,
    /// Value of a slider: index from 1, count.
    pub position: fn(usize, usize) -> String,
    /// Text above the tables: column, row and map of the selected value, and the input map shown, all from 1.
    pub tables: fn(usize, usize, usize, usize) -> String,
    /// Caption of the table of inputs.
    pub input: &'static str,
    /// Caption of the table of kernel weights.
    pub kernel: &'static str,
    /// Caption of the table of products.
    pub products: &'static str,
    /// The contribution of the input maps that are not shown: sum, number of maps.
    pub other_maps: fn(f32, usize) -> String,
    /// The end of the sum, before the value: bias, total, the four pooled sums.
    pub pooling: fn(f32, f32, &[f32; 4]) -> String,
    /// File name of a saved layer, without the extension: layer number from 1.
    pub file_name: fn(usize) -> String,
}

/// The English text.
pub const ENGLISH: LayersStrings = LayersStrings {
    intro: "Each picture shows the output of one layer, with its own colour scale: the brighter the colour, the \
            larger the value. In the input and the logits, orange is above 0 and blue below. To see how a value \
            of a feature map was computed, point at it, tap it, or choose it with the arrow keys or the \
            sliders. The box in the layer above marks the values it was computed from.",
    layer: |layer| {
        let [maps, height, width] = layer.shape;
        let parameters = layer.parameter_count;
        match layer.kind {
            LayerKind::Input => format!("Input: {height} \u{d7} {width} pixels, normalised"),
            LayerKind::Block => format!(
                "3 \u{d7} 3 convolution, ReLU, 2 \u{d7} 2 max pooling: {maps} feature maps of {height} \u{d7} \
                 {width}, {parameters} parameters"
            ),
            LayerKind::Hidden => {
                format!("Fully connected layer, ReLU: {maps} values, {parameters} parameters")
            }
            LayerKind::Logits => format!(
                "Fully connected layer: {maps} logits, one for each digit, {parameters} parameters"
            ),
        }
    },
    select_value: |layer| format!("{layer}. Choose a value with the arrow keys."),
    convolution: "Convolution",
    feature_map: "Feature map",
    pixel: "Pixel",
    position: |index, count| format!("{index} of {count}"),
    tables: |column, row, map, input_map| {
        format!(
            "Column {column}, row {row} of map {map}. The tables show the input under the kernel, the kernel, \
             and their products for input map {input_map}, which contributes most."
        )
    },
    input: "Input",
    kernel: "Kernel",
    products: "Products",
    other_maps: |sum, count| {
        let maps = if count == 1 { "map" } else { "maps" };
        format!(" + {sum:.3} from {count} other {maps}")
    },
    pooling: |bias, total, sums| {
        let sums = sums.map(|sum| format!("{sum:.3}")).join(", ");
        format!(
            " + bias {bias:.3} = {total:.3}. Max pooling keeps the largest of four sums ({sums}), and ReLU \
             replaces a negative one by 0. The result is "
        )
    },
    file_name: |number| format!("layer-{number}"),
};
