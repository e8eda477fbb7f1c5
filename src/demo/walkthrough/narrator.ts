import type { Language } from './caller';
import type { OperationName } from './operations';

export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** Tells the story step by step and holds every figure against the expected one. */
export class Narrator {
  private steps = 0;
  private wrong = 0;

  constructor(
    private readonly print: (line: string) => void,
    private readonly language: Language,
  ) {}

  get differences(): number {
    return this.wrong;
  }

  step(title: Said, ...names: readonly OperationName[]): void {
    this.steps += 1;
    this.print(`${String(this.steps).padStart(2)}  ${this.in(title)} · ${names.join(', ')}`);
  }

  tell(said: Said): void {
    this.print(`      ${this.in(said)}`);
  }

  check(what: Said, expected: string, actual: string): void {
    if (expected === actual) {
      this.print(`    ✓ ${this.in(what)}: ${actual}`);
      return;
    }
    this.wrong += 1;
    const instead = this.in({ zh: `（应为 ${expected}）`, en: ` (expected ${expected})` });
    this.print(`    ✗ ${this.in(what)}: ${actual}${instead}`);
  }

  private in(said: Said): string {
    return said[this.language];
  }
}
