import { Injectable } from '@nestjs/common';
import { Clock, FieldCipher, toShanghaiIso, type Reader } from '../../platform/index';

const MOST_REFERENCES = 5000;

/** Columns by which a record points to a member: by foreign key, or by the name every domain uses. */
const POINTERS = `
  SELECT DISTINCT c.table_name AS "table", c.column_name AS "column"
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
   WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.udt_name = 'uuid'
     AND (c.column_name = 'member_id' OR (c.table_name, c.column_name) IN (
       SELECT cl.relname::text, a.attname::text FROM pg_constraint k JOIN pg_class cl ON cl.oid = k.conrelid
         JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        WHERE k.contype = 'f' AND k.confrelid = 'members'::regclass))
   ORDER BY 1, 2`;

/** What is sealed says when it opens: a quote's version of itself, an audit row in its data. */
const OPEN_BY = `coalesce((to_jsonb(r)->>'opens_at')::timestamptz, (to_jsonb(r)->'data'->>'shutUntil')::timestamptz,
  '-infinity') <= $2::timestamptz`;

/**
 * Everything about one person as JSON: what is stored of him in full, and every record that names him, by id.
 * The records themselves are his organizations' business and stay with them.
 */
@Injectable()
export class PersonExport {
  constructor(
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  /** For others than the person's own house without what is shut to them still. */
  async of(reader: Reader, personId: string, readerOrganizationId: string): Promise<string> {
    const [person] = await reader.query<Record<string, unknown> & { phone: string | null }>(
      `SELECT m.id, m.login, m.display_name AS "displayName", m.phone_encrypted AS phone, m.roles, m.active,
              m.created_at AS "createdAt", m.erased_at AS "erasedAt", o.id AS "organizationId", o.name AS "organizationName"
         FROM members m JOIN organizations o ON o.id = m.organization_id WHERE m.id = $1`,
      [personId],
    );
    const openBy =
      person?.['organizationId'] === readerOrganizationId ? 'infinity' : this.clock.now().toISOString();
    const phone = person?.phone ? this.cipher.decrypt(person.phone) : null;
    const sessions = await reader.query(
      `SELECT started_at AS "startedAt", expires_at AS "expiresAt", ended_at AS "endedAt", end_reason AS "endReason"
         FROM sessions WHERE member_id = $1 ORDER BY started_at`,
      [personId],
    );
    const acts = await reader.query(
      `SELECT at, action, subject_kind AS "subjectKind", subject_id AS "subjectId", reason
         FROM audit_rows r WHERE member_id = $1 AND ${OPEN_BY} ORDER BY id LIMIT ${MOST_REFERENCES}`,
      [personId, openBy],
    );
    const looks = await reader.query(
      'SELECT at, what, purpose, viewer_organization_id AS "viewerOrganizationId" FROM disclosures WHERE person_id = $1 ORDER BY at',
      [personId],
    );
    const uploads = await reader.query(
      'SELECT id, name, uploaded_at AS "uploadedAt" FROM files WHERE member_id = $1 ORDER BY uploaded_at',
      [personId],
    );
    const references = await this.references(reader, personId, openBy);
    const exportedAt = toShanghaiIso(this.clock.now());
    return JSON.stringify({
      exportedAt,
      person: { ...person, phone },
      sessions,
      acts,
      looks,
      uploads,
      references,
    });
  }

  /** `orders.placed_by` → ids of the rows; a table without an id of its own says how many. */
  private async references(
    reader: Reader,
    personId: string,
    openBy: string,
  ): Promise<Record<string, unknown>> {
    const pointers = await reader.query<{ table: string; column: string }>(POINTERS);
    const found: Record<string, unknown> = {};
    for (const { table, column } of pointers) {
      const [rows] = await reader.query<{ total: number; ids: unknown }>(
        `SELECT count(*)::int AS total, (jsonb_agg(to_jsonb(t)->'id') FILTER (WHERE to_jsonb(t) ? 'id')) AS ids
           FROM (SELECT * FROM "${table}" r WHERE "${column}" = $1 AND ${OPEN_BY} LIMIT ${MOST_REFERENCES}) t`,
        [personId, openBy],
      );
      if (rows && rows.total > 0) found[`${table}.${column}`] = rows.ids ?? rows.total;
    }
    return found;
  }
}
