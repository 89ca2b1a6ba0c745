// What every engine's page does: load, answer once, then wait to be asked for more. An engine is a function
// from images of 784 bytes, one after another, to ten logits for each.

const PIXELS = 28 * 28;
export const MEAN = 0.1307;
export const DEVIATION = 0.3081;

// As crates/net normalises.
export function normalised(pixels) {
  return Float32Array.from(pixels, (pixel) => (pixel / 255 - MEAN) / DEVIATION);
}

// A vertical stroke, the same for every engine.
const stroke = Uint8Array.from({ length: PIXELS }, (_, i) =>
  Math.abs((i % 28) - 14) < 2 && i > 4 * 28 && i < 24 * 28 ? 255 : 0);

export async function serve(load) {
  const logits = await load();
  await logits(stroke);
  globalThis.bench = {
    firstAnswerMs: performance.now(),
    logits: async (images) => [...(await logits(Uint8Array.from(images.flat())))],
    // Milliseconds of each call on so many images at once.
    time: async (calls, images) => {
      const batch = new Uint8Array(PIXELS * images);
      for (let i = 0; i < images; i += 1) batch.set(stroke, PIXELS * i);
      const took = [];
      for (let i = 0; i < calls; i += 1) {
        const start = performance.now();
        await logits(batch);
        took.push(performance.now() - start);
      }
      return took;
    },
  };
}

serve.failed = (error) => { globalThis.bench = { error: String(error?.stack ?? error) }; };
