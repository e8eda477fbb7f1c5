import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../platform/index';

// A revocation in another process is seen within this time; the promise is two seconds.
const FRESH_MS = 1000;
const REMEMBERED = 20_000;

interface Seen {
  readonly readAt: number;
  readonly actor: Promise<(Actor & { readonly sessionExpiresAt: Date }) | null>;
}

/** The actor of a living session: one short-lived answer per session, so that a busy member costs one query a second. */
@Injectable()
export class LiveSessions {
  private readonly seen = new Map<string, Seen>();

  constructor(private readonly database: Database) {}

  actorOf(sessionId: string) {
    const now = performance.now(); // measures age only: no time of day is read
    const known = this.seen.get(sessionId);
    if (known && now - known.readAt < FRESH_MS) return known.actor;
    const actor = this.load(sessionId);
    this.seen.delete(sessionId);
    const [oldest] = this.seen.keys();
    if (this.seen.size >= REMEMBERED && oldest !== undefined) this.seen.delete(oldest);
    this.seen.set(sessionId, { readAt: now, actor });
    actor.catch(() => this.seen.delete(sessionId));
    return actor;
  }

  /** What this process changed itself is seen at once. */
  forget(sessionId: string): void {
    this.seen.delete(sessionId);
  }

  private load(sessionId: string): Promise<(Actor & { readonly sessionExpiresAt: Date }) | null> {
    return this.database.one<Actor & { sessionExpiresAt: Date }>(
      `SELECT m.id AS "memberId", m.organization_id AS "organizationId", o.kind AS "organizationKind", m.roles,
              o.region_code AS "regionCode", o.side, s.id AS "sessionId", s.expires_at AS "sessionExpiresAt"
         FROM sessions s JOIN members m ON m.id = s.member_id JOIN organizations o ON o.id = m.organization_id
        WHERE s.id = $1 AND s.ended_at IS NULL AND m.active`,
      [sessionId],
    );
  }
}
