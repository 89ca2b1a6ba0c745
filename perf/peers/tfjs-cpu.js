import { setBackend } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { expose, reportError } from "./harness.js";
import { load } from "./tfjs.js";

expose(async () => {
  await setBackend("cpu");
  return load();
}).catch(reportError);
