import { Injectable } from '@nestjs/common';
import { counted, Database, type Actor } from '../../platform/index';
import type { EvidenceKind } from '../domain/finding';
import type { FindingRow } from './finding.entity';
import { scopeOf, SEEN } from './finding-sight';

export type ShownFinding = Omit<
  FindingRow,
  'subjectKey' | 'strengthBp' | 'takenBy' | 'contestedBy' | 'decidedBy'
> & {
  readonly taken: boolean;
};

const COLUMNS = `f.id, f.version, f.kind, f.county_code AS "countyCode", f.owner_id AS "ownerId", f.state,
  f.found_at AS "foundAt", f.due_at AS "dueAt", f.taken_by IS NOT NULL AS taken, f.asked_id AS "askedId",
  f.decided_at AS "decidedAt"`;
const WANTED = `FROM findings f WHERE ${SEEN} AND ($4::text IS NULL OR f.state = $4)`;

/** Reads findings as a caller may see them. */
@Injectable()
export class FindingReader {
  constructor(private readonly database: Database) {}

  /** Null: not there, or not for this caller. */
  visibleTo(actor: Actor, id: string): Promise<ShownFinding | null> {
    const sql = `SELECT ${COLUMNS} ${WANTED} AND f.id = $5::uuid`;
    return this.database.one<ShownFinding>(sql, [...scopeOf(actor), null, id]);
  }

  /** Newest first. */
  page(
    actor: Actor,
    state: string | null,
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<ShownFinding[]> {
    return this.database.query<ShownFinding>(
      `SELECT ${COLUMNS} ${WANTED} AND ($5::timestamptz IS NULL OR (f.found_at, f.id) < ($5::timestamptz, $6::uuid))
        ORDER BY f.found_at DESC, f.id DESC LIMIT $7`,
      [...scopeOf(actor), state, at, id, limit],
    );
  }

  count(actor: Actor, state: string | null): Promise<number> {
    return counted(this.database, WANTED, [...scopeOf(actor), state]);
  }

  evidence(ids: readonly string[]): Promise<{ findingId: string; kind: EvidenceKind; id: string }[]> {
    return this.database.query(
      `SELECT finding_id AS "findingId", kind, subject_id AS id FROM finding_evidence
        WHERE finding_id = ANY($1::uuid[]) ORDER BY finding_id, kind, subject_id`,
      [ids],
    );
  }
}
