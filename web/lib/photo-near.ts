/**
 * Which pictures of a long page are worth having now: those near what is looked at are opened, a few
 * at a time; those that were passed before their turn are skipped, and those far away are let go.
 */

export interface Shown extends HTMLElement {
  show(): Promise<void>;
  letGo(): void;
}

const NEAR = "900px";
const FAR = "3500px";
const AT_ONCE = 3;

const queue: Shown[] = [];
let busy = 0;

const near = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) (entry.isIntersecting ? want : leave)(entry.target as Shown);
  },
  { rootMargin: NEAR },
);
const far = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) if (!entry.isIntersecting) (entry.target as Shown).letGo();
  },
  { rootMargin: FAR },
);

export function watch(one: Shown): void {
  near.observe(one);
  far.observe(one);
}

export function unwatch(one: Shown): void {
  near.unobserve(one);
  far.unobserve(one);
  leave(one);
}

function want(one: Shown): void {
  if (!queue.includes(one)) queue.push(one);
  void work();
}

function leave(one: Shown): void {
  const index = queue.indexOf(one);
  if (index >= 0) queue.splice(index, 1);
}

async function work(): Promise<void> {
  if (busy >= AT_ONCE) return;
  busy += 1;
  for (let next = queue.shift(); next; next = queue.shift()) {
    await next.show().catch(() => undefined);
    await breath();
  }
  busy -= 1;
}

/** Let the page draw and listen in between. */
function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
