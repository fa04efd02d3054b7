/**
 * Builds what the browser is sent, into twofold/static/built.
 *
 *     node web/build.ts [--sources=HASH] [--watch]
 *
 * Names carry a hash of their content, so that browsers may keep them for ever; manifest.json
 * leads from the plain name to the hashed one, and is written last: a server never meets half a
 * build. Text files are compressed here, once.
 */

import { existsSync, watch } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build, type BuildOptions, type Metafile, type OutputFile } from "esbuild";

const ROOT = resolve(import.meta.dirname, "..");
const BUILT = join(ROOT, "twofold", "static", "built");
const COMPRESSED = /\.(js|css|txt)$/;
const FORCE = { force: true }; // a file that is not there is no mistake
const DAY = 24 * 60 * 60 * 1000; // milliseconds

const common = {
  absWorkingDir: ROOT,
  outdir: "twofold/static/built",
  entryNames: "[name]-[hash]",
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
  entryPoints: ["web/main.ts", "web/styles/main.css", "web/styles/rooms.css"],
  splitting: true,
  chunkNames: "part-[name]-[hash]",
  assetNames: "fonts/[name]-[hash]",
} satisfies BuildOptions;

// By itself, without parts: the Trusted Types policy allows the worker this one script address.
const worker = {
  ...common,
  entryPoints: ["web/sealing/derive-worker.ts"],
} satisfies BuildOptions;

// A classic script, which every browser takes; it is served at the root of the installation.
const serviceWorker = {
  ...common,
  entryPoints: ["web/service-worker.ts"],
  format: "iife",
} satisfies BuildOptions;

/** Build everything. Throws when esbuild finds a mistake; the last build then stays as it is. */
async function run(sources: string, compress: boolean): Promise<void> {
  const results = await Promise.all([build(page), build(worker), build(serviceWorker)]);
  const outputs: OutputFile[] = results.flatMap((result) => result.outputFiles);
  const licences = await licencesOf(results.map((result) => result.metafile));
  const contents = new Map<string, Uint8Array>([
    ...outputs.map(({ path, contents }) => [relative(BUILT, path), contents] as const),
    ["licences.txt", Buffer.from(licences)],
  ]);
  await Promise.all([...contents].map(([name, bytes]) => place(name, bytes, compress)));
  const all = [...contents.keys()].sort();
  // Parts are named by the files that load them; pages name the rest.
  const named = all.filter((name) => !name.startsWith("part-"));
  const files = Object.fromEntries(named.map((name) => [plainName(name), name]));
  const superseded = await lastBuild();
  await put("manifest.json", Buffer.from(JSON.stringify({ sources, files, all }, null, 1)));
  await clear(new Set(all), new Set(superseded));
}

/** Write one file, and beside it what browsers are sent when they ask for it compressed. */
async function place(name: string, contents: Uint8Array, compress: boolean): Promise<void> {
  const wanted = compress && COMPRESSED.test(name);
  const there = existsSync(join(BUILT, wanted ? `${name}.br` : name));
  if (there && plainName(name) !== name) return; // the same hash, so the same content
  if (wanted) {
    const text = { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
    const [br, gz] = await Promise.all([
      promisify(brotliCompress)(contents, { params: text }),
      promisify(gzip)(contents, { level: 9 }),
    ]);
    await Promise.all([put(`${name}.gz`, gz), put(`${name}.br`, br)]);
  } else {
    await Promise.all([".br", ".gz"].map((ending) => rm(join(BUILT, name + ending), FORCE)));
  }
  await put(name, contents);
}

/** Write a file in one step, so that nobody reads half of it. */
async function put(name: string, contents: Uint8Array): Promise<void> {
  const path = join(BUILT, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.${process.pid}`, contents);
  await rename(`${path}.${process.pid}`, path);
}

/** The names of every file of the last build. */
async function lastBuild(): Promise<string[]> {
  const path = join(BUILT, "manifest.json");
  return existsSync(path) ? (JSON.parse(await readFile(path, "utf8")).all ?? []) : [];
}

/**
 * Remove what earlier builds left, a day after it was superseded: until then a page that was open
 * at the time, or a server that has not started again, may still ask for it.
 */
async function clear(current: Set<string>, superseded: Set<string>): Promise<void> {
  const now = new Date();
  for (const entry of await readdir(BUILT, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(BUILT, path).replace(/\.(br|gz)$/, "");
    if (!entry.isFile() || name === "manifest.json" || current.has(name)) continue;
    if (superseded.has(name)) await utimes(path, now, now);
    else if (now.getTime() - (await stat(path)).mtimeMs > DAY) await rm(path, FORCE);
  }
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
