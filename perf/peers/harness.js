// Loads an engine, runs it once, and exposes it to the benchmark as `globalThis.bench`. An engine is a function that
// takes images of 784 bytes each, one after another, and returns ten logits for each image.

const PIXELS = 28 * 28;
export const MEAN = 0.1307;
export const STD_DEV = 0.3081;

// Normalises pixels as crates/model does.
export function normalised(pixels) {
  return Float32Array.from(pixels, (pixel) => (pixel / 255 - MEAN) / STD_DEV);
}

// A vertical stroke, the same for every engine.
const stroke = Uint8Array.from({ length: PIXELS }, (_, i) =>
  Math.abs((i % 28) - 14) < 2 && i > 4 * 28 && i < 24 * 28 ? 255 : 0);

export async function expose(load) {
  const logits = await load();
  await logits(stroke);
  globalThis.bench = {
    firstAnswerMs: performance.now(),
    logits: async (images) => [...(await logits(Uint8Array.from(images.flat())))],
    // Returns the duration of each call in milliseconds. `images` is the number of images in a batch.
    time: async (calls, images) => {
      const batch = new Uint8Array(PIXELS * images);
      for (let i = 0; i < images; i += 1) batch.set(stroke, PIXELS * i);
      const elapsed = [];
      for (let i = 0; i < calls; i += 1) {
        const start = performance.now();
        await logits(batch);
        elapsed.push(performance.now() - start);
      }
      return elapsed;
    },
  };
}

export function reportError(error) {
  globalThis.bench = { error: String(error?.stack ?? error) };
}
