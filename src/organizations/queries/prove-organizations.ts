import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

@ReconcileCheck({
  invariant: 'I15',
  sentence:
    '预算已占用金额等于分录之和且不超过预算 / Entries of a budget add up to what is reserved, within its limit',
})
export class BudgetsAddUp implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const rows = await reader.query<{ id: string; broken: boolean }>(
      `SELECT b.id, b.reserved_fen <> coalesce(sum(e.fen), 0) OR b.reserved_fen > b.limit_fen AS broken
         FROM budgets b LEFT JOIN budget_entries e ON e.unit_id = b.unit_id AND e.year = b.year GROUP BY b.id`,
    );
    return resultOf(rows);
  }
}

@ReconcileCheck({
  invariant: 'I18',
  sentence:
    '入驻由两名不同县级人员推荐并由非本供应商人员决定 / Two different people recommended each admission, and nobody of the supplier decided it',
})
export class AdmissionsHadFourEyes implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const rows = await reader.query<{ id: string; broken: boolean }>(
      `SELECT h.admission_id AS id, d.organization_id = h.supplier_id OR
          (SELECT count(DISTINCT p.member_id) < count(*) OR bool_or(p.organization_id = h.supplier_id)
             FROM admission_opinions p WHERE p.admission_id = h.admission_id AND p.positive
               AND p.round = (SELECT max(round) FROM admission_opinions q WHERE q.admission_id = h.admission_id)) AS broken
         FROM admission_history h JOIN members d ON d.id = h.member_id WHERE h.verb = 'admit'`,
    );
    return resultOf(rows);
  }
}

@ReconcileCheck({
  invariant: 'W1',
  sentence: '入驻状态与历史一致 / The state of every admission is the last of its history',
})
export class AdmissionsFollowHistory implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const rows = await reader.query<{ id: string; broken: boolean }>(
      `SELECT a.id, (a.state, a.sells) IS DISTINCT FROM (h.to_state, h.sells) AS broken
         FROM supplier_admissions a JOIN LATERAL (SELECT to_state, sells FROM admission_history
           WHERE admission_id = a.id ORDER BY id DESC LIMIT 1) h ON true`,
    );
    return resultOf(rows);
  }
}

@ReconcileCheck({
  invariant: 'W1',
  sentence:
    '机构现状与其历史的最后一条一致 / Every organization is what its history says last, and no unit stands below itself',
})
export class UnitsStandAsRemembered implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const rows = await reader.query<{ id: string; broken: boolean }>(
      `WITH RECURSIVE below AS (
         SELECT id FROM organizations WHERE parent_id IS NULL
         UNION ALL SELECT o.id FROM organizations o JOIN below ON o.parent_id = below.id)
       SELECT o.id, (o.kind, o.region_code, o.side, o.parent_id) IS DISTINCT FROM (f.kind, f.region_code, f.side, f.parent_id)
           OR NOT EXISTS (SELECT FROM below WHERE below.id = o.id) AS broken
         FROM organizations o LEFT JOIN LATERAL (SELECT kind, region_code, side, parent_id FROM organization_facts
           WHERE unit_id = o.id ORDER BY valid_from DESC, position DESC LIMIT 1) f ON true`,
    );
    return resultOf(rows);
  }
}

function resultOf(rows: readonly { id: string; broken: boolean | null }[]): CheckResult {
  return { examined: rows.length, breaks: rows.filter((row) => row.broken).map((row) => row.id) };
}
