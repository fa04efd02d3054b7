/** How often somebody went from a screen that was to lie still. Counted on this device, and told to nobody. */

const PREFIX = "twofold left ";

export class LeftScreen {
  readonly id: string;
  private on = false;

  constructor(id: string) {
    this.id = id;
    const earlier = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX) && key !== this.key);
    for (const key of earlier) localStorage.removeItem(key);
    document.addEventListener("visibilitychange", () => {
      if (this.on && document.hidden) localStorage.setItem(this.key, String(this.count + 1));
    });
  }

  private get key(): string {
    return PREFIX + this.id;
  }

  get count(): number {
    return Number(localStorage.getItem(this.key) ?? 0);
  }

  watch(on: boolean): void {
    this.on = on;
  }
}
