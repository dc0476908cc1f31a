const REPEAT_MS = 3_000;
const IDLE_MS = 4_000;

/** Tells that somebody writes: at once, then every three seconds, and when they stop. */
export class TypingMark {
  readonly #tell: (typing: boolean) => void;
  #toldAt = 0;
  #timer = 0;

  constructor(tell: (typing: boolean) => void) {
    this.#tell = tell;
  }

  note(isWriting: boolean): void {
    if (!isWriting) {
      this.stop();
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.stop(), IDLE_MS);
    if (Date.now() - this.#toldAt < REPEAT_MS) return;
    this.#toldAt = Date.now();
    this.#tell(true);
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (!this.#toldAt) return;
    this.#toldAt = 0;
    this.#tell(false);
  }
}
