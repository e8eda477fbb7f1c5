import type { Stage, Standing } from './project.states';

export interface Move {
  readonly verb: string;
  readonly stage: Stage;
  readonly standing: Standing;
  readonly occurredOn: string;
}

export interface Dwelling {
  readonly stage: Stage;
  readonly enteredOn: string;
  readonly leftOn: string | null;
  readonly days: number;
  readonly stalledDays: number;
}

/** How long a project stood at each stage, by the days things happened; an ended one stands still on its last. */
export function dwellingsOf(moves: readonly Move[], today: string): Dwelling[] {
  const last = moves.at(-1);
  const until =
    last && (last.standing === 'TERMINATED' || last.standing === 'EXITED') ? last.occurredOn : today;
  const entries = moves.flatMap((move, index) =>
    move.verb === 'register' || move.verb === 'advance' ? [{ move, index }] : [],
  );
  return entries.map(({ move, index }, at) => {
    const next = entries[at + 1];
    const leftOn = next?.move.occurredOn ?? null;
    const during = moves.slice(index + 1, next?.index);
    return {
      stage: move.stage,
      enteredOn: move.occurredOn,
      leftOn,
      days: daysBetween(move.occurredOn, leftOn ?? until),
      stalledDays: stalledIn(during, leftOn ?? until),
    };
  });
}

function stalledIn(moves: readonly Move[], until: string): number {
  return moves.reduce((days, move, index) => {
    if (move.standing !== 'STALLED') return days;
    const next = moves[index + 1]?.occurredOn ?? until;
    return days + Math.max(daysBetween(move.occurredOn, next < until ? next : until), 0);
  }, 0);
}

function daysBetween(from: string, until: string): number {
  return (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}
