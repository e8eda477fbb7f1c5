import type { Reader } from './reader';

type Asks = Pick<Reader, 'query'>;

const LOOK_EVERY_MILLISECONDS = 500;
const REMEMBERED = 120;

const WRITTEN = `SELECT (pg_current_wal_lsn() - '0/0')::text AS position`;
const REPLAYED = `SELECT (CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END - '0/0')::text
  AS position`;

/**
 * How far a replica is behind, told by the positions the database itself was at: a replica that has lost its
 * connection looks up to date to itself, and one whose database is idle looks old.
 */
export class Staleness {
  private readonly seen: { at: number; position: bigint }[] = [];
  private lookedAt = Number.NEGATIVE_INFINITY;
  private replayed = -1n;
  private looking: Promise<void> | undefined;

  /** Milliseconds; infinite where it was never seen to have caught up. */
  async of(database: Asks, replica: Asks): Promise<number> {
    if (performance.now() - this.lookedAt > LOOK_EVERY_MILLISECONDS) {
      this.looking ??= this.look(database, replica).finally(() => (this.looking = undefined));
      await this.looking;
    }
    const caughtUp = this.seen.findLast(({ position }) => position <= this.replayed);
    return caughtUp ? performance.now() - caughtUp.at : Number.POSITIVE_INFINITY;
  }

  private async look(database: Asks, replica: Asks): Promise<void> {
    const at = performance.now();
    this.seen.push({ at, position: await positionOf(database, WRITTEN) });
    if (this.seen.length > REMEMBERED) this.seen.shift();
    this.replayed = await positionOf(replica, REPLAYED);
    this.lookedAt = at;
  }
}

async function positionOf(server: Asks, sql: string): Promise<bigint> {
  const [row] = await server.query<{ position: string | null }>(sql);
  return BigInt(row?.position ?? -1);
}
