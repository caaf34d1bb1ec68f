// Makes wwwroot/dist from Styles/ and Scripts/: run by `npm run build`, which the project file calls when a source has changed.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { compile } from "sass";

const dist = "wwwroot/dist";
mkdirSync(`${dist}/images`, { recursive: true });
const styles = compile("Styles/app.scss", { style: "compressed", loadPaths: ["node_modules"], quietDeps: true });
writeFileSync(`${dist}/app.css`, styles.css);
for (const [, image] of styles.css.matchAll(/url\("?\/dist\/images\/([a-z-]+\.svg)"?\)/g)) {
  cpSync(`node_modules/nhsuk-frontend/dist/nhsuk/assets/images/${image}`, `${dist}/images/${image}`);
}

await build({ entryPoints: ["Scripts/app.js", "Scripts/check.js", "Scripts/passkey.js"], bundle: true, minify: true, target: "es2020", format: "esm", outdir: dist, logLevel: "warning" });
