// Builds the browser bundle: node build.mjs FOLDER. web/assets.py calls it; manifest.json says which file is which.
import * as esbuild from "esbuild";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = path.resolve(process.argv[2]);

const scss = {
  name: "scss",
  setup(build) {
    build.onLoad({ filter: /\.scss$/ }, ({ path: file }) => ({
      contents: sass.compile(file, { loadPaths: [path.join(here, "node_modules")], quietDeps: true }).css,
      loader: "css",
      resolveDir: path.dirname(file),
    }));
    // The footer's rule for the Crown's crest names a picture; the service is not the Crown's and never shows it.
    build.onResolve({ filter: /govuk-crest\.svg$/ }, ({ path: file }) => ({ path: file, external: true }));
  },
};

const { metafile } = await esbuild.build({
  absWorkingDir: here,
  entryPoints: ["src/service.js", "styles/service.css", "images/favicon.svg"],
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  outdir: folder,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "safari16"],
  loader: { ".woff2": "file", ".svg": "copy" },
  legalComments: "linked",
  plugins: [scss],
  metafile: true,
  logLevel: "warning",
});

const manifest = {};
for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
  if (entryPoint) manifest[path.basename(entryPoint)] = path.basename(file);
}
fs.writeFileSync(path.join(folder, "manifest.json"), JSON.stringify(manifest, null, 2));
fs.copyFileSync(
  path.join(here, "node_modules/@fontsource-variable/source-sans-3/LICENSE"),
  path.join(folder, "source-sans-3-LICENSE.txt"),
);
