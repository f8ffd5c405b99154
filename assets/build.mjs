// Builds what the site serves, into crm/static/dist: one style sheet, two scripts, and a manifest that says what is in it.
// The fonts are already there: assets/fonts.py puts them in place first.

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { browserslistToTargets, transform } from "lightningcss";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "crm", "static", "dist");
const packages = JSON.parse(readFileSync(join(here, "package.json"), "utf8")).dependencies;
const meta = (name) => JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8"));

// Components in the order of package.json, then ours: a later rule wins, so the last word is our own.
const components = Object.keys(packages).filter((name) => name.startsWith("@utrecht/"));
const sheets = [
  ...components.map((name) => join(here, "node_modules", name, "dist", "index.css")),
  join(here, "css", "thema.css"),
  join(here, "css", "site.css"),
  join(here, "css", "dossiers.css"),
];

// Browsers of three years back: what a province's workplace and a partner's phone have.
const targets = browserslistToTargets(["chrome 109", "edge 109", "firefox 115", "safari 16", "ios_saf 16"]);

const minified = sheets.map((path) => {
  const { code, warnings } = transform({ filename: path, code: readFileSync(path), minify: true, targets });
  for (const warning of warnings) console.warn(`${relative(here, path)}: ${warning.message}`);
  return Buffer.from(code).toString("utf8");
});

mkdirSync(target, { recursive: true });
writeFileSync(join(target, "site.css"), `${minified.join("\n")}\n`);
copyFileSync(join(here, "node_modules", "htmx.org", "dist", "htmx.min.js"), join(target, "htmx.js"));
for (const name of readdirSync(join(here, "js")).filter((name) => name.endsWith(".js"))) {
  copyFileSync(join(here, "js", name), join(target, name));
}

const files = {};
const walk = (folder) => {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(path);
    else if (entry.name !== "manifest.json") {
      files[relative(target, path).split(sep).join("/")] = createHash("sha256").update(readFileSync(path)).digest("hex");
    }
  }
};
walk(target);
const shipped = [...components, "htmx.org"].map((name) => ({ name, version: meta(name).version, license: meta(name).license }));
writeFileSync(join(target, "manifest.json"), `${JSON.stringify({ files, packages: shipped }, null, 2)}\n`);
