/**
 * A scale as it was sealed, read strictly: what the check has made of somebody's two files, and the
 * files themselves, to the last sign.
 *
 * Promise: whatever does not have exactly this shape throws, so a page draws no half of a scale.
 */

import { pack, unpack } from "./scale-pack.ts";
import { Sentence } from "./submit.ts";

export interface Option {
  system: string;
  code: string;
  display: string;
  number: number | null;
}
interface Asked {
  id: string;
  group: string | null;
  text: string;
}
export type TextItem = Asked & { kind: "text" };
export type ChoiceItem = Asked & { kind: "choice"; required: boolean; options: Option[] };
export type IntegerItem = Asked & { kind: "integer"; required: boolean; low: number; high: number };
export type Question = ChoiceItem | IntegerItem;
export type Item = TextItem | Question;

export interface Score {
  id: string;
  name: string;
  items: string[];
  reverse: string[];
  method: "sum" | "mean";
  least_answered: number;
  range: [number, number];
  reliability: { alpha: number; sd: number; source: string } | null;
  retest: { r: number; sd: number; source: string } | null;
}
export interface Scale {
  title: string;
  licence: string;
  copyright: string;
  url: string;
  version: string;
  items: Item[];
  scores: Score[];
}
export interface KeptScale {
  scale: Scale;
  questionnaire: string;
  scoring: string;
}

type Row = Record<string, unknown>;
const UNLIKE = "This scale is not written as Twofold writes them, so it is not shown.";

/** What the check has answered, as a scale. Throws a Sentence for anything else. */
export function readScale(value: unknown): Scale {
  const row = object(value);
  if (row["v"] !== 1) throw new Sentence(UNLIKE);
  return {
    ...texts(row, "title", "licence", "copyright", "url", "version"),
    items: list(row["items"]).map(item),
    scores: list(row["scores"]).map(score),
  };
}

/** What goes into the letter. `score` is the part of a letter that is no words. */
export async function sealable(scale: Row, questionnaire: string, scoring: string): Promise<Record<string, string>> {
  const { title } = readScale(scale);
  return { title, score: await pack(JSON.stringify({ scale, questionnaire, scoring })) };
}

/** The scale and its files, from the words of a letter. Throws a Sentence where they are none. */
export async function readKept(text: string | Record<string, string>): Promise<KeptScale> {
  const packed = typeof text === "string" ? "" : (text["score"] ?? "");
  const found = object(JSON.parse(await unpack(packed)));
  return { scale: readScale(found["scale"]), ...texts(found, "questionnaire", "scoring") };
}

/** The questions of a scale, without the text between them. */
export function questionsOf(scale: Scale): Question[] {
  return scale.items.filter((one): one is Question => one.kind !== "text");
}

function item(value: unknown): Item {
  const row = object(value);
  const asked = { ...texts(row, "id", "text"), group: row["group"] === null ? null : text(row["group"]) };
  if (row["kind"] === "text") return { ...asked, kind: "text" };
  const required = row["required"] === true;
  if (row["kind"] === "choice") return { ...asked, kind: "choice", required, options: list(row["options"]).map(option) };
  if (row["kind"] === "integer") return { ...asked, kind: "integer", required, ...numbers(row, "low", "high") };
  throw new Sentence(UNLIKE);
}

function option(value: unknown): Option {
  const row = object(value);
  return { ...texts(row, "system", "code", "display"), number: row["number"] === null ? null : number(row["number"]) };
}

function score(value: unknown): Score {
  const row = object(value);
  const [low, high] = list(row["range"]).map(number);
  const { method } = row;
  if ((method !== "sum" && method !== "mean") || low === undefined || high === undefined) throw new Sentence(UNLIKE);
  const { reliability, retest } = row;
  return {
    ...texts(row, "id", "name"),
    items: list(row["items"]).map(text),
    reverse: list(row["reverse"]).map(text),
    method,
    ...numbers(row, "least_answered"),
    range: [low, high],
    reliability: reliability ? { ...figures(reliability), ...numbers(object(reliability), "alpha") } : null,
    retest: retest ? { ...figures(retest), ...numbers(object(retest), "r") } : null,
  };
}

function figures(value: unknown): { sd: number; source: string } {
  const row = object(value);
  return { ...numbers(row, "sd"), ...texts(row, "source") };
}

function texts<K extends string>(row: Row, ...keys: K[]): Record<K, string> {
  return Object.fromEntries(keys.map((key) => [key, text(row[key])])) as Record<K, string>;
}

function numbers<K extends string>(row: Row, ...keys: K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, number(row[key])])) as Record<K, number>;
}

function object(value: unknown): Row {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Sentence(UNLIKE);
  return value as Row;
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Sentence(UNLIKE);
  return value;
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new Sentence(UNLIKE);
  return value;
}

function number(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new Sentence(UNLIKE);
  return value;
}
