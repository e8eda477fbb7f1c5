import { SignPeriod, SoftClosePeriod } from '../../counting/index';
import { addDays, type Actor } from '../../platform/index';
import { DEMO_PASSWORD } from '../domain/demo-accounts';
import type { DemoPlan } from '../domain/demo-plan';
import { officeKey } from '../domain/plan-parties';
import type { Cast } from './cast';
import { answerDispute, disputeLine, endDispute, isDisputed } from './month-dispute';
import type { Month, Reported, Sides } from './reported-month';
import { done, type Stage } from './stage';

const CLOSES_ON = '06';
const EAST_SIGNS_ON = '07';
const DISPUTE_ENDS_ON = '08';
const WEST_SIGNS_ON = '09';
/** One western office has fallen silent: its last months wait, reminded and escalated. */
const SILENT_PAIR = 1;
const SILENT_SINCE_DAYS = 75;

const SIDES = `a.east_region_code AS east, a.west_region_code AS west, a.helper_organization_id AS "helperId",
  a.counter_organization_id AS "counterId", a.year`;

/** In the first days of a month both sides close the one before, and sign its report one after the other. */
export async function closeMonths(stage: Stage, cast: Cast, plan: DemoPlan, day: string): Promise<void> {
  const date = day.slice(8);
  if (date === CLOSES_ON) await close(stage, cast, day);
  if (date === EAST_SIGNS_ON) {
    const reports = await toSign(stage, day);
    const disputed = reports.find((report) => isDisputed(plan, report, day));
    if (disputed) await disputeLine(stage, disputed, partyOf(cast, disputed, 'west'));
    const others = reports.filter((report) => report !== disputed);
    await sign(stage, cast, others, 'east');
    if (disputed) await answerDispute(stage, disputed, partyOf(cast, disputed, 'east'));
  }
  if (date === DISPUTE_ENDS_ON)
    for (const report of (await toSign(stage, day)).filter((one) => isDisputed(plan, one, day))) {
      await endDispute(stage, report, partyOf(cast, report, 'west'));
      const anew = (await toSign(stage, day)).filter(({ id }) => id === report.id);
      await sign(stage, cast, anew, 'east');
    }
  if (date === WEST_SIGNS_ON) {
    const silent = silentWest(plan, day);
    const reports = await toSign(stage, day);
    await sign(
      stage,
      cast,
      reports.filter(({ west, counterId }) => counterId !== null || west !== silent),
      'west',
    );
  }
}

function silentWest(plan: DemoPlan, day: string): string | null {
  if (day < addDays(plan.lastDay, -SILENT_SINCE_DAYS)) return null;
  const wests = [...new Set(plan.agreements.map(({ pair }) => pair.west.code))];
  return wests[SILENT_PAIR] ?? null;
}

async function close(stage: Stage, cast: Cast, day: string): Promise<void> {
  const months = await stage.database.query<Month>(
    `SELECT a.id AS "agreementId", over.month::date AS month, ${SIDES}
     FROM annual_agreements a, (SELECT (date_trunc('month', $1::date) - interval '1 month')::date AS month) over
     WHERE EXISTS (SELECT FROM counting_entries e WHERE e.agreement_id = a.id AND e.period = over.month) ORDER BY 1`,
    [day],
  );
  await stage.together(months, async (closed) => {
    const { agreementId, month } = closed;
    const actor = partyOf(cast, closed, 'east');
    if (!actor) return;
    const input = { idempotencyKey: `demo-month-${agreementId}-${month}`, agreementId, month };
    await done(`softClose ${month}`, stage.use(SoftClosePeriod).execute(actor, input));
  });
}

/** The office of the region or, where an organization is the side, who signs for it; a unit without people has nobody. */
function partyOf(
  cast: Cast,
  { east, west, helperId, counterId }: Sides,
  side: 'east' | 'west',
): Actor | null {
  const organizationId = side === 'east' ? helperId : counterId;
  if (organizationId === null) return cast.as(officeKey(side === 'east' ? east : west), 'coord');
  return cast.memberOf(organizationId, ['coord', 'approver']);
}

function toSign(stage: Stage, day: string): Promise<Reported[]> {
  return stage.database.query<Reported>(
    `SELECT p.id, p.version, p.agreement_id AS "agreementId", p.month, ${SIDES}, r.sha256
     FROM counting_periods p JOIN annual_agreements a ON a.id = p.agreement_id
     JOIN counting_period_reports r ON r.period_id = p.id AND r.revision = p.revision
     WHERE p.state = 'RECONCILING' AND p.month = (date_trunc('month', $1::date) - interval '1 month')::date ORDER BY 1`,
    [day],
  );
}

async function sign(
  stage: Stage,
  cast: Cast,
  reports: readonly Reported[],
  side: 'east' | 'west',
): Promise<void> {
  await stage.together(reports, async (report) => {
    const actor = partyOf(cast, report, side);
    if (!actor) return;
    const { id, version, sha256, month } = report;
    const input = {
      idempotencyKey: `demo-month-${side}-${id}`,
      periodId: id,
      expectedVersion: version,
      sha256,
      password: DEMO_PASSWORD,
    };
    await done(`signCountingPeriod ${month}`, stage.use(SignPeriod).execute(actor, input));
  });
}
