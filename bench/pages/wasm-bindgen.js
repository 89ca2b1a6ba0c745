import init, { Engine } from "./engine/bench_engine.js";
import { serve } from "./harness.js";

serve(async () => {
  await init();
  const engine = new Engine();
  return (pixels) => engine.logits(pixels);
}).catch(serve.failed);
