/**
 * A message, made plain enough for patterns: lower case, contractions written out, quotations folded
 * into one word. Every plain word knows where it stood, so that what is found can be shown as it was typed.
 */

import { spelled } from "./spelling.ts";

export const QUOTE = "qqq"; // stands for anything between quotation marks

interface Piece {
  plain: [number, number];
  typed: [number, number];
}

const PIECES = /“[^”]*”|"[^"]*"|(?<=^|[\s(])[‘'](?=[\p{L}])[^‘’'\n]{2,60}(?:['’](?=[\p{L}])[^‘’'\n]*)*['’](?=[\s.,!?)]|$)|[\p{L}\p{N}]+(?:['’`´][\p{L}]+)*|[.!?…\n]+|[,;:–—]+|\*|🙄|👏/gu;

export class Reading {
  readonly text: string;
  private readonly pieces: Piece[] = [];

  /** `wanted` are the words that a slip of one letter is forgiven for. */
  constructor(typed: string, wanted: readonly string[]) {
    const found = [...typed.matchAll(PIECES)];
    let text = "";
    found.forEach((match, index) => {
      const plain = this.plainly(match[0], found[index + 1]?.[0].toLowerCase() ?? "", wanted);
      const joined = /^[.!?,]/.test(plain) || text === "" ? plain : ` ${plain}`;
      const start = text.length + (joined.length - plain.length);
      text += joined;
      this.pieces.push({ plain: [start, text.length], typed: [match.index, match.index + match[0].length] });
    });
    this.text = /[.!?]$/.test(text) ? text : `${text}.`;
  }

  private plainly(piece: string, next: string, wanted: readonly string[]): string {
    if (/^[“"]|^[‘'].*['’]$/su.test(piece)) return QUOTE;
    if (/^[.!?…\n]/.test(piece)) return piece.includes("?") ? "?" : piece.includes("!") ? "!" : ".";
    if (/^[,;:–—]/.test(piece)) return ",";
    if (piece === "*") return "*";
    if (piece === "🙄") return "rolls eyes";
    if (piece === "👏") return "slow clap";
    return spelled(piece, next, wanted);
  }

  /** Where the plain text from `from` to `to` stood in what was typed. */
  typedAt(from: number, to: number): [number, number] {
    const within = this.pieces.filter(({ plain }) => plain[0] < to && plain[1] > from);
    return [within[0]?.typed[0] ?? 0, within.at(-1)?.typed[1] ?? 0];
  }

  /** The sentence, or sentences, that a stretch of the plain text lies in. */
  sentenceAt(from: number, to: number): [number, number] {
    let start = Math.min(from, this.text.length);
    while (start > 0 && !/[.!?]/.test(this.text[start - 1] ?? "")) start--;
    const end = this.text.slice(Math.max(from, to - 1)).search(/[.!?]/);
    return [start, end < 0 ? this.text.length : Math.max(from, to - 1) + end + 1];
  }
}
