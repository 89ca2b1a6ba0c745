import { setBackend } from "@tensorflow/tfjs-core";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { serve } from "./harness.js";
import { load } from "./tfjs.js";

serve(async () => {
  // The directory alone would have threads chosen on an isolated page.
  const simd = new URL("tfjs-backend-wasm-simd.wasm", location.href).href;
  setWasmPaths({
    "tfjs-backend-wasm.wasm": simd,
    "tfjs-backend-wasm-simd.wasm": simd,
    "tfjs-backend-wasm-threaded-simd.wasm": simd,
  });
  await setBackend("wasm");
  return load();
}).catch(serve.failed);
