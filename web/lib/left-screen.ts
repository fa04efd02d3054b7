/** How often somebody went from a screen that was to lie still. Counted on this device, and told to nobody. */

export class LeftScreen {
  readonly id: string;
  private on = false;

  constructor(id: string) {
    this.id = id;
    document.addEventListener("visibilitychange", () => {
      if (this.on && document.hidden) localStorage.setItem(this.key, String(this.count + 1));
    });
  }

  private get key(): string {
    return `twofold left ${this.id}`;
  }

  get count(): number {
    return Number(localStorage.getItem(this.key) ?? 0);
  }

  watch(on: boolean): void {
    this.on = on;
  }
}
