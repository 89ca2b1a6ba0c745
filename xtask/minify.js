// Minifies the JavaScript in the folder of a built site, and updates the `integrity` attributes in its index.html.
// Trunk does not minify wasm-bindgen's modules.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";

const folder = process.argv[2];
const page = join(folder, "index.html");
let html = readFileSync(page, "utf8");
for (const name of readdirSync(folder).filter((name) => name.endsWith(".js"))) {
  const path = join(folder, name);
  const script = readFileSync(path, "utf8");
  const { code } = transformSync(script, { minify: true, format: "esm", target: "es2022", sourcefile: name });
  writeFileSync(path, code);
  html = html.replaceAll(integrity(script), integrity(code));
}
writeFileSync(page, html);

function integrity(text) {
  return `sha384-${createHash("sha384").update(text).digest("base64")}`;
}
