// SPDX-License-Identifier: Apache-2.0
// Bundles the page into the resources of the module. The bundle is committed, so that Maven needs no Node.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const out = process.argv[2] ?? "../resources/io/openinference/viewer/page";
mkdirSync(out, { recursive: true });
const common = { bundle: true, minify: true, target: "es2022", legalComments: "none", logLevel: "warning" };
await build({ ...common, entryPoints: ["src/main.tsx"], outfile: `${out}/viewer.js`, format: "iife", jsx: "automatic", jsxImportSource: "preact" });
await build({ ...common, entryPoints: ["src/viewer.css"], outfile: `${out}/viewer.css` });
for (const file of ["index.html", "icon.svg"]) copyFileSync(`src/${file}`, `${out}/${file}`);

// The bundle has no comments, so that the licences of what is in it stand beside it.
const licences = ["dompurify", "marked", "preact"].map((name) => {
  const file = readdirSync(`node_modules/${name}`).find((each) => /^licen[cs]e/i.test(each));
  return `${name}\n\n${readFileSync(`node_modules/${name}/${file}`, "utf8").trim()}\n`;
});
writeFileSync(`${out}/licenses.txt`, licences.join("\n----\n\n"));
