// Loads the model with TensorFlow.js, for either of its backends.

import { tensor4d, tidy } from "@tensorflow/tfjs-core";
import { loadLayersModel } from "@tensorflow/tfjs-layers";
import { normalised } from "./harness.js";

export async function load() {
  const model = await loadLayersModel(new URL("model.json", location.href).href);
  return (pixels) => tidy(() => {
    const input = tensor4d(normalised(pixels), [pixels.length / 784, 28, 28, 1]);
    return model.predict(input).dataSync();
  });
}
