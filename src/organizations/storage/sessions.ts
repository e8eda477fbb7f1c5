import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, FieldCipher, type Tx } from '../../platform/index';
import { AccessTokens } from './access-tokens';
import { LiveSessions } from './live-sessions';

export interface TokenPair {
  readonly accessToken: string;
  readonly accessExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}

export type EndReason = 'SIGNED_OUT' | 'REFRESH_REUSED' | 'PASSWORD_CHANGED' | 'DEACTIVATED';

const DAY_MS = 24 * 60 * 60 * 1000;
const SESSION_MS = 30 * DAY_MS;
const FAMILIAR_MS = 90 * DAY_MS;

/** Starts, continues and ends sessions. Refresh tokens are used once; a second use ends the session. */
@Injectable()
export class Sessions {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly live: LiveSessions,
    private readonly database: Database,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  /** Whether the account signed in from the address lately. */
  async wasHere(login: string, address: string): Promise<boolean> {
    const since = new Date(this.clock.now().getTime() - FAMILIAR_MS);
    const known = await this.database.query(
      `SELECT FROM sessions s JOIN members m ON m.id = s.member_id
        WHERE m.login = $1 AND s.address_hash = $2 AND s.started_at > $3 LIMIT 1`,
      [login, this.cipher.lookupHash(address), since],
    );
    return known.length > 0;
  }

  /** The session a refresh token belongs to, or belonged to until it ended; only looked at. */
  async holding(refreshToken: string): Promise<{ id: string; used: boolean; ended: boolean } | null> {
    return this.database.one<{ id: string; used: boolean; ended: boolean }>(
      `SELECT s.id, t.used_at IS NOT NULL AS used, s.ended_at IS NOT NULL OR s.expires_at <= $2 AS ended
         FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id WHERE t.token_hash = $1`,
      [hashOf(refreshToken), this.clock.now()],
    );
  }

  async start(tx: Tx, memberId: string, address: string | null = null): Promise<TokenPair> {
    const id = randomUUID();
    const expiresAt = new Date(tx.at.getTime() + SESSION_MS);
    await tx.query(
      'INSERT INTO sessions (id, member_id, started_at, expires_at, address_hash) VALUES ($1, $2, $3, $4, $5)',
      [id, memberId, tx.at, expiresAt, address === null ? null : this.cipher.lookupHash(address)],
    );
    return this.issue(tx, { id, memberId, expiresAt });
  }

  /** New tokens for a refresh token; null when it is unknown, expired, ended — or used before, which ends the session. */
  async continue(tx: Tx, refreshToken: string): Promise<TokenPair | null> {
    const [found] = await tx.query<{
      id: string;
      memberId: string;
      expiresAt: Date;
      usedAt: Date | null;
      over: boolean;
    }>(
      `SELECT s.id, s.member_id AS "memberId", s.expires_at AS "expiresAt", t.used_at AS "usedAt",
              s.ended_at IS NOT NULL OR s.expires_at <= $2 OR NOT m.active AS over
         FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id JOIN members m ON m.id = s.member_id
        WHERE t.token_hash = $1 FOR UPDATE OF t, s`,
      [hashOf(refreshToken), tx.at],
    );
    if (!found || found.over) return null;
    if (found.usedAt) {
      await this.end(tx, found.id, 'REFRESH_REUSED');
      return null;
    }
    await tx.query('UPDATE refresh_tokens SET used_at = $2 WHERE token_hash = $1', [
      hashOf(refreshToken),
      tx.at,
    ]);
    return this.issue(tx, found);
  }

  async end(tx: Tx, sessionId: string, reason: EndReason): Promise<void> {
    await tx.query('UPDATE sessions SET ended_at = $2, end_reason = $3 WHERE id = $1 AND ended_at IS NULL', [
      sessionId,
      tx.at,
      reason,
    ]);
    this.live.forget(sessionId);
  }

  /** Ends all sessions of a member. */
  async endAll(tx: Tx, memberId: string, reason: EndReason): Promise<void> {
    const ended = await tx.query<{ id: string }>(
      'UPDATE sessions SET ended_at = $2, end_reason = $3 WHERE member_id = $1 AND ended_at IS NULL RETURNING id',
      [memberId, tx.at, reason],
    );
    for (const { id } of ended) this.live.forget(id);
  }

  private async issue(
    tx: Tx,
    session: { id: string; memberId: string; expiresAt: Date },
  ): Promise<TokenPair> {
    const refreshToken = randomBytes(32).toString('base64url');
    await tx.query('INSERT INTO refresh_tokens (token_hash, session_id, issued_at) VALUES ($1, $2, $3)', [
      hashOf(refreshToken),
      session.id,
      tx.at,
    ]);
    const access = await this.tokens.issue(session.memberId, session.id, tx.at);
    return { ...access, refreshToken, refreshExpiresAt: session.expiresAt };
  }
}

/** Tokens are random, so a plain hash keeps them safe at rest. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
