import { setBackend } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { serve } from "./harness.js";
import { load } from "./tfjs.js";

serve(async () => {
  await setBackend("cpu");
  return load();
}).catch(serve.failed);
