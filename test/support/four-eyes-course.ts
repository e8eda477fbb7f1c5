import type { Eyes } from './four-eyes';
import type { Person } from './people';

/** One line of the audit trail. */
export interface Step {
  readonly action: string;
  readonly state: string | null;
  readonly reason: string | null;
  readonly member: string;
}

interface Apart {
  readonly step: RegExp;
  readonly notAfter: RegExp;
  /** Only the last of them is in force. */
  readonly last?: true;
}

/** A course a record takes under many hands: what may be tried on it, by whom, and who must not follow whom. */
export interface Course {
  readonly name: string;
  readonly people: (eyes: Eyes) => readonly Person[];
  begin(eyes: Eyes, by: Person): Promise<string>;
  readonly tries: Readonly<Record<string, (eyes: Eyes, by: Person, id: string) => Promise<unknown>>>;
  /** Steps nobody may have taken who took one of the steps before it. */
  readonly apart: readonly Apart[];
  /** Steps that happen once at most. */
  readonly once: readonly RegExp[];
}
