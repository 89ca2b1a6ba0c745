import { env, setBackend } from "@tensorflow/tfjs-core";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { expose, reportError } from "./harness.js";
import { load } from "./tfjs.js";

expose(async () => {
  // On a cross-origin isolated page TensorFlow.js would use threads, which static hosts do not allow.
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  setWasmPaths(new URL(".", location.href).href);
  await setBackend("wasm");
  return load();
}).catch(reportError);
