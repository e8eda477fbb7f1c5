import { randomUUID } from 'node:crypto';
import type { Tx } from '../database/tx';
import { originOf, type Origin } from '../origin/origin';
import type { DomainEvent } from './event';
import type { EventRow } from './reactions';

/** Events of one stream handled in one transaction; what is more waits for the next. */
const MOST_OF_A_STREAM = 20;

/** Streams held by this transaction, with what the reaction has not handled of them. */
export interface Claimed {
  readonly streams: readonly string[];
  /** Their rows in the inbox; what comes in meanwhile has rows of its own. */
  readonly rows: readonly { readonly id: bigint; readonly stream: string }[];
  /** In each at most one event of a stream: a stream's second is in the second round. */
  readonly rounds: readonly (readonly DomainEvent[])[];
  readonly origins: ReadonlyMap<bigint, Origin>;
}

export const NOTHING: Claimed = { streams: [], rows: [], rounds: [], origins: new Map() };

interface Claim {
  readonly reaction: string;
  readonly on: readonly string[];
  /** Null: whatever is due. */
  readonly only: readonly string[] | null;
  readonly atMost: number;
}

/** What others hold is left to them: its rows stay. */
export async function claimStreams(tx: Tx, { reaction, on, only, atMost }: Claim): Promise<Claimed> {
  const due = only ? 'stream = ANY($2)' : 'run_at <= now() AND $2::text[] IS NULL';
  const rows = await tx.query<{ id: bigint; stream: string }>(
    `SELECT id, stream FROM reaction_inbox WHERE reaction = $1 AND ${due} ORDER BY run_at, id LIMIT $3 FOR UPDATE SKIP LOCKED`,
    [reaction, only, only ? null : atMost],
  );
  const waiting = [...new Set(rows.map(({ stream }) => stream))].toSorted();
  if (waiting.length === 0) return NOTHING;
  await tx.query(
    'INSERT INTO reaction_cursors (reaction, stream, last_sequence) SELECT $1, unnest($2::text[]), 0 ON CONFLICT DO NOTHING',
    [reaction, waiting],
  );
  const cursors = await tx.query<{ stream: string; last: number }>(
    `SELECT stream, last_sequence AS last FROM reaction_cursors WHERE reaction = $1 AND stream = ANY($2)
     ORDER BY stream FOR UPDATE SKIP LOCKED`,
    [reaction, waiting],
  );
  const events = await tx.query<EventRow>(
    `SELECT event.* FROM unnest($1::text[], $2::integer[]) AS reached (stream, last)
     CROSS JOIN LATERAL (SELECT id, stream, sequence, kind, payload, at, request_id, trace_parent FROM domain_events e
       WHERE e.stream = reached.stream AND e.sequence > reached.last AND e.kind = ANY($3) ORDER BY e.sequence LIMIT $4) event
     ORDER BY event.id`,
    [cursors.map(({ stream }) => stream), cursors.map(({ last }) => last), [...on], MOST_OF_A_STREAM],
  );
  return { streams: cursors.map(({ stream }) => stream), rows, ...inRounds(events) };
}

function inRounds(rows: readonly EventRow[]): Pick<Claimed, 'rounds' | 'origins'> {
  const rounds: DomainEvent[][] = [];
  const seen = new Map<string, number>();
  const origins = new Map<bigint, Origin>();
  for (const { request_id, trace_parent, ...event } of rows) {
    const round = seen.get(event.stream) ?? 0;
    seen.set(event.stream, round + 1);
    (rounds[round] ??= []).push(event);
    origins.set(event.id, originOf(request_id ?? randomUUID(), trace_parent));
  }
  return { rounds, origins };
}

/** The cursors move with the effect. A stream with more events than one transaction takes goes on waiting. */
export async function finishStreams(
  tx: Tx,
  reaction: string,
  { streams, rows, rounds }: Claimed,
): Promise<void> {
  if (streams.length === 0) return;
  const last = new Map(rounds.flat().map(({ stream, sequence }) => [stream, sequence]));
  await tx.query(
    `UPDATE reaction_cursors done SET last_sequence = reached.last, begun_sequence = NULL, reached = NULL
     FROM unnest($2::text[], $3::integer[]) AS reached (stream, last) WHERE done.reaction = $1 AND done.stream = reached.stream`,
    [reaction, [...last.keys()], [...last.values()]],
  );
  const unfinished = new Set((rounds[MOST_OF_A_STREAM - 1] ?? []).map(({ stream }) => stream));
  const finished = new Set(streams.filter((stream) => !unfinished.has(stream)));
  const ids = rows.filter(({ stream }) => finished.has(stream)).map(({ id }) => id);
  await tx.query('DELETE FROM reaction_inbox WHERE id = ANY($1::bigint[])', [ids]);
}

/** Tried again after 3, 7, 20 … seconds, at most an hour. */
export async function putOff(tx: Tx, reaction: string, streams: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE reaction_inbox SET attempts = attempts + 1, run_at = clock_timestamp() + least(3600, exp(least(attempts, 10) + 1)) * interval '1 second'
     WHERE reaction = $1 AND stream = ANY($2)`,
    [reaction, streams],
  );
}
