import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';

const BROKEN = `
  SELECT 'framework document ' || d.id || ' is not the text of its hash, or does not quote its head' AS line
    FROM framework_documents d
   WHERE encode(sha256(convert_to(d.text, 'UTF8')), 'hex') <> d.sha256 OR strpos(d.text, d.audit_head) = 0
  UNION ALL
  SELECT 'framework document ' || quoted.document_id || ' quotes a head that is not on the chain'
    FROM (SELECT id AS document_id, audit_head FROM framework_documents
          UNION SELECT document_id, audit_head FROM framework_signatures) quoted
   WHERE quoted.audit_head !~ '^0*$' AND NOT EXISTS (SELECT FROM audit_seals WHERE hash = quoted.audit_head)
  UNION ALL
  SELECT 'framework agreement ' || f.id || ' runs without two signatures on its paper'
    FROM framework_agreements f
   WHERE f.active_since IS NOT NULL AND 2 <> (SELECT count(*) FROM framework_signatures s
     WHERE s.framework_id = f.id AND s.document_number = f.draft_number AND s.voided_at IS NULL)
  UNION ALL
  SELECT 'framework revision ' || r.id || ' is in force without two signatures'
    FROM framework_revisions r
   WHERE r.state = 'IN_FORCE' AND 2 <> (SELECT count(*) FROM framework_signatures s
     JOIN framework_documents d ON d.id = s.document_id WHERE d.revision_id = r.id AND s.voided_at IS NULL)
  ORDER BY 1`;

@ReconcileCheck({
  invariant: 'I28',
  sentence:
    'Framework agreements and revisions are as both signed them, and the heads they quote lie on the audit chain',
})
export class FrameworksAreAsSigned implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const broken = await reader.query<{ line: string }>(BROKEN);
    return {
      examined: await counted(reader, 'FROM framework_documents'),
      breaks: broken.map(({ line }) => line),
    };
  }
}
