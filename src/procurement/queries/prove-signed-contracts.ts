import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

@ReconcileCheck({
  invariant: 'I28',
  sentence:
    'Order contracts are as they were drawn up, and the heads they and their signatures quote lie on the audit chain',
})
export class ContractsAreAsSigned implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [count] = await reader.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM order_contracts',
    );
    const broken = await reader.query<{ line: string }>(
      `SELECT 'contract ' || c.id || ' is not the text of its hash, or does not quote its head' AS line
         FROM order_contracts c
        WHERE encode(sha256(convert_to(c.text, 'UTF8')), 'hex') <> c.sha256 OR strpos(c.text, c.audit_head) = 0
       UNION ALL
       SELECT 'contract ' || quoted.contract_id || ' quotes a head that is not on the chain'
         FROM (SELECT id AS contract_id, audit_head FROM order_contracts
               UNION SELECT contract_id, audit_head FROM order_signatures) quoted
        WHERE quoted.audit_head !~ '^0*$' AND NOT EXISTS (SELECT FROM audit_seals WHERE hash = quoted.audit_head)
        ORDER BY 1`,
    );
    return { examined: count?.total ?? 0, breaks: broken.map(({ line }) => line) };
  }
}
