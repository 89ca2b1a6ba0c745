import * as ort from "onnxruntime-web/wasm";
import { expose, normalised, reportError } from "./harness.js";

expose(async () => {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { wasm: new URL("ort-wasm-simd-threaded.wasm", location.href).href };
  const session = await ort.InferenceSession.create("model.onnx", { executionProviders: ["wasm"] });
  return async (pixels) => {
    const input = new ort.Tensor("float32", normalised(pixels), [pixels.length / 784, 1, 28, 28]);
    return (await session.run({ input })).logits.data;
  };
}).catch(reportError);
