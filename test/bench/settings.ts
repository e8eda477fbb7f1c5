export interface Settings {
  readonly short: boolean;
  readonly listings: number;
  readonly portions: readonly [number, number];
  readonly rounds: number;
  readonly seconds: number;
  readonly starts: number;
  readonly idleSeconds: number;
  /** Part of a measure's name; null: all of them. */
  readonly only: string | null;
  readonly write: boolean;
}

const FULL = { listings: 100_000, rounds: 5, seconds: 3, starts: 5, idleSeconds: 5 };
const SHORT = { listings: 4_000, rounds: 1, seconds: 0.5, starts: 1, idleSeconds: 0.5 };

export function settingsOf(parameters: readonly string[]): Settings {
  const at = parameters.indexOf('--only');
  const only = at < 0 ? null : (parameters[at + 1] ?? '');
  const short = parameters.includes('--short');
  const large = parameters.includes('--full') ? 10_000_000 : 1_000_000;
  return {
    ...(short ? SHORT : FULL),
    portions: short ? [1_000, 10_000] : [100_000, large],
    short,
    only,
    write: parameters.includes('--write'),
  };
}
