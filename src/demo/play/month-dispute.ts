import { AnswerPeriodDispute, DisputePeriodLines, WithdrawPeriodDispute } from '../../counting/index';
import { addDays, type Actor } from '../../platform/index';
import type { DemoPlan } from '../domain/demo-plan';
import type { Reported } from './reported-month';
import { done, type Stage } from './stage';

const DISPUTED_PAIR = 0;
/** So that it is over, and the month signed, before the present. */
const OVER_AFTER_DAYS = 3;
const MONTH_DAYS = 31;

/** 争议: of the first pair's last month that is closed and signed, the west doubts a line. */
export function isDisputed({ agreements, lastDay }: DemoPlan, month: Reported, day: string): boolean {
  const pair = agreements[DISPUTED_PAIR]?.pair;
  const ofPair = month.helperId === null && month.east === pair?.east.code && month.west === pair.west.code;
  const ofYear = month.month.startsWith(String(month.year));
  const over = addDays(day, OVER_AFTER_DAYS) <= lastDay;
  return ofPair && ofYear && over && addDays(day, MONTH_DAYS + OVER_AFTER_DAYS) > lastDay;
}

/** Its smallest line: what is in doubt leaves the month's report. */
export async function disputeLine(stage: Stage, month: Reported, west: Actor | null): Promise<void> {
  const line = await stage.database.one<{ id: string }>(
    `SELECT e.id FROM counting_period_entries listed JOIN counting_entries e ON e.id = listed.entry_id
      WHERE listed.period_id = $1 AND e.kind = 'CONFIRMED' AND NOT EXISTS (SELECT FROM counting_entries r WHERE r.original_id = e.id)
      ORDER BY e.amount_fen, e.position LIMIT 1`,
    [month.id],
  );
  if (!west || !line) return;
  const input = {
    idempotencyKey: 'demo-dispute',
    periodId: month.id,
    expectedVersion: month.version,
    sha256: month.sha256,
    lines: [{ entryId: line.id, reason: '示例：验收日期存疑' }],
    words: '示例：该笔收货单日期与验收记录不一致，请东部核对。',
    fileIds: [],
  };
  await done('disputePeriodLines', stage.use(DisputePeriodLines).execute(west, input));
  await stage.settle();
}

export async function answerDispute(stage: Stage, month: Reported, east: Actor | null): Promise<void> {
  const dispute = await disputeOf(stage, month);
  if (!east || !dispute) return;
  const words = '示例：已核对原始收货单，日期为录入时笔误，实物与数量无误，附件见订单。';
  const input = { idempotencyKey: 'demo-dispute-answered', ...dispute, words, fileIds: [] };
  await done('answerPeriodDispute', stage.use(AnswerPeriodDispute).execute(east, input));
  await stage.settle();
}

/** The west is convinced: the line stands, and the month is reported with it again. */
export async function endDispute(stage: Stage, month: Reported, west: Actor | null): Promise<void> {
  const dispute = await disputeOf(stage, month);
  if (!west || !dispute) return;
  const input = { idempotencyKey: 'demo-dispute-withdrawn', ...dispute };
  await done('withdrawPeriodDispute', stage.use(WithdrawPeriodDispute).execute(west, input));
  await stage.settle();
}

async function disputeOf(stage: Stage, { id }: Reported) {
  return stage.database.one<{ disputeId: string; expectedVersion: number }>(
    `SELECT id AS "disputeId", version AS "expectedVersion" FROM counting_disputes WHERE period_id = $1
      AND state IN ('OPEN', 'ANSWERED')`,
    [id],
  );
}
