import {
  DecideAdmission,
  DraftAdmission,
  GiveCountyOpinion,
  SubmitAdmission,
  SuperviseAdmission,
} from '../../organizations/index';
import { addDays } from '../../platform/index';
import { SOLD_BY_NEIGHBOUR } from '../domain/demo-goods';
import type { DemoPlan, PlannedOrganization } from '../domain/demo-plan';
import { PLATFORM_KEY, departmentKey } from '../domain/plan-parties';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

const STATEMENT = '示例申请：按县域特色种植，与农户签订收购协议，保底价收购并分红。';
const MORNING = 9 * 60;

/** Application, the county's two opinions by different people, the platform's decision; a county on no list stays with its draft. */
export async function admitSuppliers(stage: Stage, cast: Cast, plan: DemoPlan, from: string): Promise<void> {
  const admissions = new Map<string, string>();
  stage.moveTo(from, MORNING);
  await stage.together(plan.suppliers, async ({ key }) => {
    const input = {
      idempotencyKey: `demo-admission-${key}`,
      sellsAs: 'PRODUCER' as const,
      statement: STATEMENT,
    };
    const { admissionId } = await done(
      `draftAdmission ${key}`,
      stage.use(DraftAdmission).execute(cast.as(key), input),
    );
    admissions.set(key, admissionId);
  });
  const listed = plan.suppliers.filter(({ regionCode }) => !SOLD_BY_NEIGHBOUR.has(regionCode));
  const step = (day: number, take: (supplier: PlannedOrganization, seen: Seen) => Promise<unknown>) =>
    eachAtItsVersion(stage, { day: addDays(from, day), suppliers: listed, admissions }, take);

  await step(1, ({ key }, seen) =>
    done(`submit ${key}`, stage.use(SubmitAdmission).execute(cast.as(key), seen)),
  );
  await step(3, (supplier, seen) => opinion(stage, cast, supplier, seen, 'AGRI'));
  await step(4, (supplier, seen) => opinion(stage, cast, supplier, seen, 'REVITAL'));
  await step(6, ({ key }, seen) => {
    const input = { ...seen, decision: 'ADMIT' as const, reason: '示例意见：材料齐全，同意入驻。' };
    return done(`decide ${key}`, stage.use(DecideAdmission).execute(cast.as(PLATFORM_KEY), input));
  });
}

interface Seen {
  readonly idempotencyKey: string;
  readonly admissionId: string;
  readonly expectedVersion: number;
}

async function opinion(
  stage: Stage,
  cast: Cast,
  { key, regionCode }: PlannedOrganization,
  seen: Seen,
  duty: 'AGRI' | 'REVITAL',
): Promise<unknown> {
  const actor = cast.as(departmentKey(regionCode), duty.toLowerCase());
  const input = { ...seen, duty, positive: true, note: '示例意见：情况属实，同意推荐。' };
  return done(`opinion ${key}`, stage.use(GiveCountyOpinion).execute(actor, input));
}

async function eachAtItsVersion(
  stage: Stage,
  moment: { day: string; suppliers: readonly PlannedOrganization[]; admissions: ReadonlyMap<string, string> },
  take: (supplier: PlannedOrganization, seen: Seen) => Promise<unknown>,
): Promise<void> {
  stage.moveTo(moment.day, MORNING);
  const versions = await admissionVersions(stage);
  await stage.together(moment.suppliers, async (supplier) => {
    const admissionId = moment.admissions.get(supplier.key) ?? '';
    const idempotencyKey = `demo-admission-${supplier.key}-${moment.day}`;
    await take(supplier, { idempotencyKey, admissionId, expectedVersion: versions.get(admissionId) ?? 0 });
  });
}

async function admissionVersions(stage: Stage): Promise<Map<string, number>> {
  const rows = await stage.database.query<{ id: string; version: number }>(
    'SELECT id, version FROM supplier_admissions',
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** One supplier is suspended near the end of the year: its goods are not for sale while that lasts. */
export async function suspendSupplier(stage: Stage, cast: Cast, plan: DemoPlan): Promise<void> {
  const row = await stage.database.one<{ id: string; version: number }>(
    `SELECT id, version FROM supplier_admissions WHERE supplier_id = $1 AND state = 'ADMITTED'`,
    [cast.idOf(plan.suspendedSupplierKey)],
  );
  if (!row) return;
  const steps = ['REVIEW', 'SUSPEND'] as const;
  for (const [index, step] of steps.entries()) {
    const input = {
      idempotencyKey: `demo-suspension-${step}`,
      admissionId: row.id,
      expectedVersion: row.version + index,
      step,
      reason: '示例原因：抽检记录未按期补齐。',
    };
    await done(`supervise ${step}`, stage.use(SuperviseAdmission).execute(cast.as(PLATFORM_KEY), input));
  }
  await stage.settle();
}
