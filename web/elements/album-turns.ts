/** One photo at a time: the one before and the one after by arrow keys or a swipe; and taking it along. */

import type { Photo } from "../lib/photo-letter.ts";

const SWIPE = 60; // pixels sideways, and more than up or down

class AlbumTurns extends HTMLElement {
  private start: { x: number; y: number } | null = null;

  connectedCallback(): void {
    document.addEventListener("keydown", this.pressed);
    this.addEventListener("touchstart", this.begun, { passive: true });
    this.addEventListener("touchend", this.ended, { passive: true });
    this.addEventListener("photo-open", (event) => {
      const { blob } = (event as CustomEvent<{ blob: Blob; photo: Photo }>).detail;
      const save = this.querySelector<HTMLAnchorElement>("[data-save]");
      if (!save) return;
      URL.revokeObjectURL(save.href);
      save.href = URL.createObjectURL(blob);
      save.hidden = false;
    });
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.pressed);
  }

  private pressed = (event: KeyboardEvent): void => {
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const writing = (event.target as Element).closest("input, textarea, select, [contenteditable]");
    if (!plain || writing) return;
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") this.turn(event.key === "ArrowRight");
  };

  private begun = (event: TouchEvent): void => {
    const [touch, second] = event.touches;
    // Two fingers look closer; a picture that was made larger is moved about in.
    const larger = (window.visualViewport?.scale ?? 1) > 1.05;
    this.start = touch && !second && !larger ? { x: touch.clientX, y: touch.clientY } : null;
  };

  private ended = (event: TouchEvent): void => {
    const touch = event.changedTouches[0];
    if (!this.start || !touch) return;
    const [x, y] = [touch.clientX - this.start.x, touch.clientY - this.start.y];
    this.start = null;
    if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) this.turn(x < 0);
  };

  private turn(toTheRight: boolean): void {
    const forward = toTheRight === (getComputedStyle(this).direction === "ltr");
    this.querySelector<HTMLAnchorElement>(forward ? "a[rel=next]" : "a[rel=prev]")?.click();
  }
}

customElements.define("album-turns", AlbumTurns);
