/**
 * Answers as an HL7 FHIR R4 QuestionnaireResponse, to take along. It names nobody.
 *
 * Promise: pure; items stand in the questionnaire's order and in its groups; one left out is not there.
 */

import type { Json } from "../sealing/bytes.ts";
import { type Question, questionsOf, type Scale } from "./scale-read.ts";
import { type Answers } from "./scale-score.ts";

type Row = { [key: string]: Json };

/** `authored` is when the answers were written, with its zone. */
export function responseOf(scale: Scale, answers: Answers, authored: string): Row {
  const questions = questionsOf(scale);
  // FHIR asks a completed one to have every answer that its questionnaire requires.
  const whole = questions.every((one) => !one.required || answerOf(one, answers[one.id]));
  const canonical = scale.url && scale.version ? `${scale.url}|${scale.version}` : scale.url;
  return {
    resourceType: "QuestionnaireResponse",
    ...(canonical ? { questionnaire: canonical } : {}),
    status: whole ? "completed" : "stopped",
    authored,
    item: grouped(questions, answers),
  };
}

function grouped(questions: Question[], answers: Answers): Row[] {
  const found: Row[] = [];
  const groups = new Map<string, Row[]>();
  for (const one of questions) {
    const answer = answerOf(one, answers[one.id]);
    if (!answer) continue;
    let into = found;
    if (one.group !== null) {
      into = groups.get(one.group) ?? [];
      if (!groups.has(one.group)) found.push({ linkId: one.group, item: into });
      groups.set(one.group, into);
    }
    into.push({ linkId: one.id, answer: [answer] });
  }
  return found;
}

function answerOf(item: Question, answer: string | number | undefined): Row | null {
  if (item.kind === "integer") return typeof answer === "number" ? { valueInteger: answer } : null;
  const chosen = item.options.find((one) => one.code === answer);
  if (!chosen) return null;
  const { system, code, display } = chosen;
  return { valueCoding: { ...(system ? { system } : {}), code, display } };
}
