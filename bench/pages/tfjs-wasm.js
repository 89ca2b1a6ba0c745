import { env, setBackend } from "@tensorflow/tfjs-core";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { serve } from "./harness.js";
import { load } from "./tfjs.js";

serve(async () => {
  // On an isolated page it would take its threaded build, which static hosts do not allow.
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  setWasmPaths(new URL(".", location.href).href);
  await setBackend("wasm");
  return load();
}).catch(serve.failed);
