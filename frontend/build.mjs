// Builds what the pages load into twofold/ui/static/ui: styles, behaviours, the icon sprite, the marks.
// Names are plain here; Django's collectstatic adds the hash and whitenoise the compression.
import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "..", "twofold", "ui", "static", "ui");

/** One file with a symbol for each icon that templates and Python name; a name that does not exist stops the build. */
async function sprite() {
  const named = execFileSync("python3", [join(here, "..", "bin", "icons")], { encoding: "utf8" });
  const symbols = await Promise.all(
    named.trim().split("\n").map(async (line) => {
      const [name, where] = line.split(" ");
      const file = join(here, "node_modules/@tabler/icons/icons/outline", `${name}.svg`);
      const svg = await readFile(file, "utf8").catch(() => {
        throw new Error(`${where} names "${name}", which is no outline icon of @tabler/icons.`);
      });
      const paths = svg
        .slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>"))
        .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" \/>/, "")
        .replace(/\s*\n\s*/g, "");
      return `<symbol id="${name}" viewBox="0 0 24 24">${paths}</symbol>`;
    }),
  );
  await writeFile(join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`);
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([
  build({
    absWorkingDir: here,
    entryPoints: ["css/app.css", "css/print.css", "js/app.js", "js/theme.js", "js/widgets.js", "js/items.js", "js/board.js"],
    entryNames: "[name]",
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome111", "firefox113", "safari16.4"],
    legalComments: "linked",
    logLevel: "warning",
    outdir: out,
  }),
  sprite(),
  cp(join(here, "images"), out, { recursive: true }),
]);
