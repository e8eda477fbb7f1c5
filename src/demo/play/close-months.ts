import { SignPeriod, SoftClosePeriod } from '../../counting/index';
import { addDays } from '../../platform/index';
import { DEMO_PASSWORD } from '../domain/demo-accounts';
import type { DemoPlan } from '../domain/demo-plan';
import { officeKey } from '../domain/plan-parties';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

const CLOSES_ON = '06';
const EAST_SIGNS_ON = '07';
const WEST_SIGNS_ON = '09';
/** One western office has fallen silent: its last months wait, reminded and escalated. */
const SILENT_PAIR = 1;
const SILENT_SINCE_DAYS = 75;

interface Month {
  readonly agreementId: string;
  readonly month: string;
  readonly east: string;
  readonly west: string;
}
interface Reported extends Month {
  readonly id: string;
  readonly version: number;
  readonly sha256: string;
}

/** In the first days of a month the offices close the one before, and sign its report one after the other. */
export async function closeMonths(stage: Stage, cast: Cast, plan: DemoPlan, day: string): Promise<void> {
  const date = day.slice(8);
  if (date === CLOSES_ON) await close(stage, cast, day);
  if (date === EAST_SIGNS_ON) await sign(stage, cast, await toSign(stage, day), 'east');
  if (date === WEST_SIGNS_ON) {
    const silent = silentWest(plan, day);
    const reports = await toSign(stage, day);
    await sign(
      stage,
      cast,
      reports.filter(({ west }) => west !== silent),
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
    `SELECT a.id AS "agreementId", over.month::date AS month, a.east_region_code AS east, a.west_region_code AS west
     FROM annual_agreements a, (SELECT (date_trunc('month', $1::date) - interval '1 month')::date AS month) over
     WHERE EXISTS (SELECT FROM counting_entries e WHERE e.agreement_id = a.id AND e.period = over.month) ORDER BY 1`,
    [day],
  );
  await stage.together(months, async ({ agreementId, month, east }) => {
    const input = { idempotencyKey: `demo-month-${agreementId}-${month}`, agreementId, month };
    const actor = cast.as(officeKey(east), 'coord');
    await done(`softClose ${month}`, stage.use(SoftClosePeriod).execute(actor, input));
  });
}

function toSign(stage: Stage, day: string): Promise<Reported[]> {
  return stage.database.query<Reported>(
    `SELECT p.id, p.version, p.agreement_id AS "agreementId", p.month, a.east_region_code AS east, a.west_region_code AS west, r.sha256
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
  await stage.together(reports, async ({ id, version, sha256, ...of }) => {
    const input = {
      idempotencyKey: `demo-month-${side}-${id}`,
      periodId: id,
      expectedVersion: version,
      sha256,
      password: DEMO_PASSWORD,
    };
    const actor = cast.as(officeKey(of[side]), 'coord');
    await done(`signCountingPeriod ${of.month}`, stage.use(SignPeriod).execute(actor, input));
  });
}
