/**
 * Builds what the browser is sent, into twofold/static/built.
 *
 *     node web/build.ts [--sources=HASH] [--watch]
 *
 * Names carry a hash of their content, so that browsers may keep them for ever; manifest.json
 * leads from the plain name to the hashed one. Text files are compressed here, once. The folder
 * is swapped in whole: a server never meets half a build. Only derive-worker.js keeps its plain
 * name, because the Trusted Types policy allows that one script address.
 */

import { existsSync, watch } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build, type BuildOptions, type Metafile, type OutputFile } from "esbuild";

const ROOT = resolve(import.meta.dirname, "..");
const STATIC = join(ROOT, "twofold", "static");
const BUILT = join(STATIC, "built");
const COMPRESSED = /\.(js|css|txt)$/;

const common = {
  absWorkingDir: ROOT,
  outdir: "twofold/static/built",
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: "esm",
  target: ["es2023", "chrome133", "firefox130", "safari17.4"],
  charset: "utf8",
  legalComments: "none", // the licences stand together in licences.txt
  logLevel: "warning",
  logLimit: 5,
  loader: { ".woff2": "file" },
  // age's post-quantum and NIST curves are not used here, and are two thirds of its size.
  alias: {
    "@noble/post-quantum/hybrid.js": "./web/sealing/slim/post-quantum.ts",
    "@noble/curves/nist.js": "./web/sealing/slim/nist.ts",
    "@noble/curves/ed25519.js": "./web/sealing/slim/ed25519.ts",
  },
} satisfies BuildOptions;

const page = {
  ...common,
  entryPoints: ["web/main.ts", "web/styles/main.css"],
  splitting: true,
  entryNames: "[name]-[hash]",
  chunkNames: "part-[name]-[hash]",
  assetNames: "fonts/[name]-[hash]",
} satisfies BuildOptions;

const worker = {
  ...common,
  entryPoints: ["web/sealing/derive-worker.ts"],
  entryNames: "[name]",
} satisfies BuildOptions;

/** Build everything and swap it in. Throws when esbuild finds a mistake. */
async function run(sources: string, compress: boolean): Promise<void> {
  const results = await Promise.all([build(page), build(worker)]);
  const fresh = join(STATIC, `.built-${process.pid}`);
  await rm(fresh, { recursive: true, force: true });
  const outputs: OutputFile[] = results.flatMap((result) => result.outputFiles);
  const names = outputs.map((output) => relative(BUILT, output.path));
  const licences = await licencesOf(results.map((result) => result.metafile));
  await Promise.all([
    ...outputs.map((output, index) => place(fresh, names[index]!, output.contents, compress)),
    place(fresh, "licences.txt", Buffer.from(licences), compress),
  ]);
  // Parts are named by the files that load them; pages name the rest.
  const named = names.filter((name) => !name.startsWith("part-")).sort();
  const files = Object.fromEntries(named.map((name) => [plainName(name), name]));
  await writeFile(join(fresh, "manifest.json"), JSON.stringify({ sources, files }, null, 1));
  await swap(fresh);
}

/** Write one file, and beside it what browsers are sent when they ask for it compressed. */
async function place(folder: string, name: string, contents: Uint8Array, compress: boolean) {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, contents);
  if (!compress || !COMPRESSED.test(name)) return;
  const text = { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(contents, { params: text }),
    promisify(gzip)(contents, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}

async function swap(fresh: string): Promise<void> {
  const old = `${fresh}-old`;
  if (existsSync(BUILT)) await rename(BUILT, old);
  await rename(fresh, BUILT);
  await rm(old, { recursive: true, force: true });
}

/** "fonts/figtree-latin-AB12CD34.woff2" → "fonts/figtree-latin.woff2". */
function plainName(name: string): string {
  return name.replace(/-[A-Z0-9]{8}(?=\.[a-z0-9]+$)/, "");
}

/** The licences of every package of which something is sent to the browser. */
async function licencesOf(metafiles: Metafile[]): Promise<string> {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const packages = inputs.flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  );
  const texts = [...new Set(packages)].sort().map(async (name) => {
    const folder = join(ROOT, "node_modules", name);
    const file = ["LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE"].find((one) =>
      existsSync(join(folder, one)),
    );
    if (file === undefined) throw new Error(`${name} comes without a licence file`);
    return `${name}\n\n${(await readFile(join(folder, file), "utf8")).trim()}\n`;
  });
  return (await Promise.all(texts)).join("\n----\n\n");
}

/** Build at every change, without compressing. Mistakes are shown and waited out. */
async function keepBuilding(): Promise<void> {
  const attempt = () => run("watched", false).then(() => console.log("built"), complain);
  await attempt();
  let pending: NodeJS.Timeout | undefined;
  watch(join(ROOT, "web"), { recursive: true }, () => {
    clearTimeout(pending);
    pending = setTimeout(attempt, 100);
  });
}

/** Esbuild has shown its own mistakes by now; anything else is shown here. */
function complain(mistake: unknown): void {
  if (!(mistake instanceof Error && "errors" in mistake)) console.error(mistake);
  process.exitCode = 1;
}

const given = (name: string) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split("=")[1];

if (process.argv.includes("--watch")) await keepBuilding();
else await run(given("sources") ?? "unknown", true).catch(complain);
