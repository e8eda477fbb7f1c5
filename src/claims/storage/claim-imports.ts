import { Injectable } from '@nestjs/common';
import { Audit, Database, notFound, type Actor, type Reader, type Tx } from '../../platform/index';
import { importStates, type ImportState } from '../domain/import.states';
import { ClaimImport } from './claim-import.entity';

export interface ImportErrorRow {
  readonly rowNo: number;
  readonly cell: string;
  readonly code: string;
}

const COLUMNS = `i.id, i.version, i.buyer_id AS "buyerId", i.state, i.refusal, i.rows_found AS "rowsFound", i.rows_read AS "rowsRead", i.rows_good AS "rowsGood",
  i.good_fen AS "goodFen", i.staged_at AS "stagedAt", i.decided_at AS "decidedAt"`;
export type ImportRow = Omit<ClaimImport, 'fileId' | 'places' | 'stagedBy' | 'decidedBy'>;

type Importing = Parameters<typeof importStates.next>[1];

/** Tables of claims, of the organization that brought them alone. */
@Injectable()
export class ClaimImports {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Throws NOT_FOUND unless the actor's organization staged it. */
  async lockOwn(tx: Tx, actor: Actor, id: string): Promise<ClaimImport> {
    const found = await this.lock(tx, id);
    if (found?.buyerId !== actor.organizationId) throw notFound(['importId']);
    return found;
  }

  lock(tx: Tx, id: string): Promise<ClaimImport | null> {
    return tx.manager.findOne(ClaimImport, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async move(
    tx: Tx,
    table: ClaimImport,
    verb: Importing,
    actor: Actor | null,
    changes: Partial<ClaimImport> = {},
  ): Promise<ClaimImport> {
    const state = importStates.next(table.state, verb, ['importId']);
    const decided = state === 'CONFIRMED' || state === 'DISCARDED';
    const moved = await tx.change(ClaimImport, table, {
      ...changes,
      state,
      ...(decided ? { decidedAt: tx.at, decidedBy: actor?.memberId ?? null } : {}),
    });
    await this.record(tx, actor, `${verb}ClaimImport`, moved, table.state);
    return moved;
  }

  async record(
    tx: Tx,
    actor: Actor | null,
    action: string,
    table: ClaimImport,
    from: ImportState | null,
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'ClaimImport',
      subjectId: table.id,
      ...(from ? { fromState: from } : {}),
      toState: table.state,
      data: { fileId: table.fileId, rows: table.rowsRead, good: table.rowsGood, fen: String(table.goodFen) },
    });
  }

  /** Null: not there, or not of this organization. */
  visibleTo(actor: Actor, id: string): Promise<ImportRow | null> {
    return this.database.one<ImportRow>(
      `SELECT ${COLUMNS} FROM claim_imports i WHERE i.id = $1 AND i.buyer_id = $2`,
      [id, actor.organizationId],
    );
  }

  page(
    actor: Actor,
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<ImportRow[]> {
    return this.database.query<ImportRow>(
      `SELECT ${COLUMNS} FROM claim_imports i WHERE i.buyer_id = $1
         AND ($2::timestamptz IS NULL OR (i.staged_at, i.id) < ($2::timestamptz, $3::uuid)) ORDER BY i.staged_at DESC, i.id DESC LIMIT $4`,
      [actor.organizationId, at, id, limit],
    );
  }

  async count(actor: Actor): Promise<number> {
    const row = await this.database.one<{ n: number }>(
      'SELECT count(*)::int AS n FROM claim_imports WHERE buyer_id = $1',
      [actor.organizationId],
    );
    return row?.n ?? 0;
  }

  /** By row and cell. */
  errors(reader: Reader, importId: string, limit: number): Promise<ImportErrorRow[]> {
    return reader.query<ImportErrorRow>(
      `SELECT r.row_no AS "rowNo", split_part(e.error, ' ', 1) AS cell, split_part(e.error, ' ', 2) AS code
         FROM claim_import_rows r CROSS JOIN LATERAL unnest(r.errors) WITH ORDINALITY AS e (error, place)
        WHERE r.import_id = $1 ORDER BY r.row_no, e.place LIMIT $2`,
      [importId, limit],
    );
  }
}
