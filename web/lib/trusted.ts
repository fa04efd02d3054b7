/** The one Trusted Types policy. It lets through this server's own pages and its two workers, no more. */

import { at, meta } from "./page.ts";

interface Policy {
  createHTML(text: string): unknown;
  createScriptURL(url: string): unknown;
}
type Factory = { createPolicy(name: string, rules: object): Policy };

const rules = {
  createHTML: (text: string) => text, // given only what `freshPage` has fetched from this origin
  createScriptURL: (url: string) => {
    if (url !== meta("worker") && url !== at("service-worker.js")) throw new TypeError("not a script of ours");
    return url;
  },
};
const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy: Policy = factory ? factory.createPolicy("app", rules) : rules;

/** A worker for the slow derivation. */
export function deriveWorker(): Worker {
  return new Worker(policy.createScriptURL(meta("worker")) as URL, { type: "module" });
}

/** The worker that shows reminders, for everything below this installation's root. */
export async function registerServiceWorker(): Promise<void> {
  const url = policy.createScriptURL(at("service-worker.js")) as string;
  await navigator.serviceWorker.register(url, { scope: meta("root") });
}

/** The page one is on, or a part of it at `url`, as the server would show it now; null when it cannot be had. */
export async function freshPage(url = location.pathname + location.search): Promise<Document | null> {
  const response = await fetch(url, { redirect: "manual" }).catch(() => null);
  if (!response?.ok || new URL(response.url).origin !== location.origin) return null;
  return new DOMParser().parseFromString(policy.createHTML(await response.text()) as string, "text/html");
}
