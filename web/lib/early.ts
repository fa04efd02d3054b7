/** What is pressed while the page still loads its elements. */

/** On a slow phone somebody presses before the page is ready: what they pressed counts once it is. */
export class Early {
  private pressed: HTMLElement | null = null;

  constructor() {
    addEventListener("click", this.caught, true);
    addEventListener("submit", this.caught, true);
  }

  private caught = (event: Event): void => {
    const target = event.target as HTMLElement;
    const button = event.type === "submit" ? target : target.closest<HTMLElement>("button");
    if (!button || button.closest("summary, leave-quickly")) return; // leaving waits for nothing
    event.preventDefault();
    event.stopImmediatePropagation();
    this.pressed = button;
  };

  replay(): void {
    removeEventListener("click", this.caught, true);
    removeEventListener("submit", this.caught, true);
    if (this.pressed instanceof HTMLFormElement) this.pressed.requestSubmit();
    else this.pressed?.click();
  }
}
