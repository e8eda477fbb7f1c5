import { Injectable } from '@nestjs/common';
import { counted, hasRole, type Actor, type Reader } from '../../platform/index';
import { Role } from '../domain/role';
import type { ErasureState } from './erasure-request.entity';
import { Organizations } from './organizations';

export interface ErasureRequestCard {
  readonly id: string;
  readonly personId: string;
  readonly state: ErasureState;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly version: number;
}

const COLUMNS = `id, person_id AS "personId", state, requested_by AS "requestedBy", requested_at AS "requestedAt", version`;

const OF_UNITS = 'FROM erasure_requests WHERE ($1::uuid[] IS NULL OR organization_id = ANY($1))';

/** Requests as administrators see those of their units, and the platform all. */
@Injectable()
export class ErasureRequests {
  constructor(private readonly organizations: Organizations) {}

  async find(reader: Reader, id: string): Promise<ErasureRequestCard | null> {
    const rows = await reader.query<ErasureRequestCard>(
      `SELECT ${COLUMNS} FROM erasure_requests WHERE id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Longest waiting first. */
  async visibleTo(
    reader: Reader,
    actor: Actor,
    page: { after: readonly [string, string] | null; fetch: number },
  ): Promise<ErasureRequestCard[]> {
    return reader.query<ErasureRequestCard>(
      `SELECT ${COLUMNS} ${OF_UNITS}
          AND ($2::timestamptz IS NULL OR (requested_at, id) > ($2, $3::uuid))
        ORDER BY requested_at, id LIMIT $4`,
      [await this.unitsOf(reader, actor), page.after?.[0] ?? null, page.after?.[1] ?? null, page.fetch],
    );
  }

  async countVisibleTo(reader: Reader, actor: Actor): Promise<number> {
    return counted(reader, OF_UNITS, [await this.unitsOf(reader, actor)]);
  }

  /** Null: of all organizations. */
  private async unitsOf(reader: Reader, actor: Actor): Promise<string[] | null> {
    if (hasRole(actor, Role.PLATFORM_OPS)) return null;
    return this.organizations.unitsUnder(reader, actor.organizationId);
  }
}
