import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../platform/index';
import { PAIRING_COLUMNS } from './pairing-reader';
import type { PairingType } from './pairing.type';
import { scopeOfSides, sidesInScope } from './sides-scope';

const FOUND = `FROM pairings p WHERE ${sidesInScope('p')} AND ($5::text IS NULL OR p.kind = $5)`;

/** Relations of every scheme, for who is a side of them. */
@Injectable()
export class RelationReader {
  constructor(private readonly database: Database) {}

  page(
    actor: Actor,
    kind: string | null,
    after: readonly (string | number | null)[],
    fetch: number,
  ): Promise<PairingType[]> {
    return this.database.query<PairingType>(
      `SELECT ${PAIRING_COLUMNS} ${FOUND} AND ($6::date IS NULL OR (p.valid_from, p.id) < ($6, $7::uuid))
       ORDER BY p.valid_from DESC, p.id DESC LIMIT $8`,
      [...scopeOfSides(actor), kind, ...(after.length > 0 ? after : [null, null]), fetch],
    );
  }

  async count(actor: Actor, kind: string | null): Promise<number> {
    const row = await this.database.one<{ count: number }>(`SELECT count(*)::int AS count ${FOUND}`, [
      ...scopeOfSides(actor),
      kind,
    ]);
    return row?.count ?? 0;
  }
}
