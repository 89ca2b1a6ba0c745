import init, { Engine } from "./engine/perf_engine.js";
import { expose, reportError } from "./harness.js";

expose(async () => {
  await init();
  const engine = new Engine();
  return (pixels) => engine.logits(pixels);
}).catch(reportError);
