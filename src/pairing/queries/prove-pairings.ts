import { ReconcileCheck, sha256Of, type CheckResult, type Checks, type Reader } from '../../platform/index';

const HELPER = (row: string) => `coalesce(${row}.helper_organization_id::text, ${row}.east_region_code)`;
const HELPED = (row: string) =>
  `coalesce(${row}.helped_organization_id::text, ${row}.helped_list, ${row}.west_region_code)`;

@ReconcileCheck({
  invariant: 'I26',
  sentence: 'Who is helped has one exclusive partner at a time, and the dates of one relation do not overlap',
})
export class PairingsAreExclusive implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [total] = await reader.query<{ count: number }>('SELECT count(*)::int AS count FROM pairings');
    const rows = await reader.query<{ line: string }>(
      `SELECT format('pairings %s and %s', one.id, other.id) AS line FROM pairings one
       JOIN pairings other ON other.id > one.id AND other.kind = one.kind AND ${HELPED('other')} = ${HELPED('one')}
         AND (${HELPER('other')} = ${HELPER('one')} OR (one.exclusive AND other.exclusive))
         AND daterange(one.valid_from, one.valid_to, '[]') && daterange(other.valid_from, other.valid_to, '[]')
       WHERE one.state IN ('ACTIVE', 'SUSPENDED', 'ENDED') AND other.state IN ('ACTIVE', 'SUSPENDED', 'ENDED')`,
    );
    return { examined: total?.count ?? 0, breaks: rows.map(({ line }) => line) };
  }
}

interface DocumentRow {
  agreement_id: string;
  draft_number: number;
  content: string;
  sha256: string;
  signed: string[];
  on_chain: boolean;
}

@ReconcileCheck({
  invariant: 'I28',
  sentence: 'Signed agreements are as they were signed, and the heads they quote lie on the audit chain',
})
export class AgreementsAreAsSigned implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const rows = await reader.query<DocumentRow>(
      `SELECT d.agreement_id, d.draft_number, d.content, d.sha256,
         coalesce(array_agg(s.sha256) FILTER (WHERE s.id IS NOT NULL), '{}') AS signed,
         d.audit_head ~ '^0*$' OR EXISTS (SELECT FROM audit_seals WHERE hash = d.audit_head) AS on_chain
       FROM agreement_documents d LEFT JOIN agreement_signatures s USING (agreement_id, draft_number)
       GROUP BY d.agreement_id, d.draft_number`,
    );
    const broken = rows.filter(
      ({ content, sha256, signed, on_chain }) =>
        !on_chain || sha256Of(Buffer.from(content)) !== sha256 || signed.some((hash) => hash !== sha256),
    );
    return {
      examined: rows.length,
      breaks: broken.map(
        ({ agreement_id, draft_number }) => `agreement ${agreement_id}, draft ${draft_number}`,
      ),
    };
  }
}
