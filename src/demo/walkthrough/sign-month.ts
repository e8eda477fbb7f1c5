import type { SeenMonth } from './coordinator-answers';
import { CallFailed } from './caller';
import { fenOf, yuan } from './figures';
import type { Walk, Walker } from './walk';

const SIGNED = ['SIGNED', 'LOCKED'];
const SIDES: readonly (readonly [Walker, string])[] = [
  ['coordinator', 'EAST'],
  ['westCoordinator', 'WEST'],
];

/**
 * One number, two signatures. Where a month waits for them the west first doubts a line, is answered and gives way; else
 * the newest signed month is looked at.
 */
export async function signMonth(walk: Walk, agreementId: string): Promise<void> {
  walk.narrator.step({ zh: '双方对账的月份', en: 'The months both sides reconcile' }, 'Months');
  const months = await monthsOf(walk, agreementId);
  const states = [...new Set(months.map(({ state }) => state))].join(', ');
  walk.narrator.tell({ zh: `${months.length} 个月：${states}`, en: `${months.length} months: ${states}` });
  const waiting = months
    .filter(({ state, report }) => state === 'RECONCILING' && report)
    .toSorted((one, other) => one.month.localeCompare(other.month))
    .at(0);
  if (waiting?.id) {
    await doubtLine(walk, agreementId, waiting.id);
    await signBoth(walk, agreementId, waiting.id);
    return;
  }
  const signed = months.find(({ state }) => SIGNED.includes(state));
  if (!signed) {
    walk.narrator.tell({ zh: '没有待签月份', en: 'no month waits to be signed' });
    return;
  }
  const month = signed.month.slice(0, 7);
  walk.narrator.tell({ zh: `没有待签月份；${month} 已由双方签署`, en: `none waits; both signed ${month}` });
  checkSignatures(walk, signed);
}

async function doubtLine(walk: Walk, agreementId: string, periodId: string): Promise<void> {
  walk.narrator.step(
    {
      zh: '西部对一行提出争议，东部答复，西部撤回',
      en: 'The west doubts a line, is answered, and gives way',
    },
    'MonthLines',
    'DisputeLine',
    'AnswerDispute',
    'WithdrawDispute',
  );
  const before = await reported(walk, agreementId, periodId, () => true);
  const { countingPeriodEntries } = await walk.ask('westCoordinator', 'MonthLines', { periodId });
  const line = countingPeriodEntries.edges.map(({ node }) => node).find(({ kind }) => kind === 'CONFIRMED');
  if (!line || before.signatures.some(({ side }) => side === 'WEST')) return;
  const { disputePeriodLines } = await walk.send('westCoordinator', 'DisputeLine', {
    periodId,
    expectedVersion: before.version,
    sha256: before.report?.sha256,
    lines: [{ entryId: line.entryId, reason: '示例：验收日期存疑' }],
    words: '示例：收货单与验收记录的日期不一致，请核对。',
  });
  const opened = disputePeriodLines.dispute;
  if (!opened) throw new CallFailed('DisputeLine: no dispute');
  const without = await reported(
    walk,
    agreementId,
    periodId,
    ({ contestedPortions }) => contestedPortions > 0,
  );
  const signing = ({ report }: SeenMonth) => (report ? fenOf(report.signedNet) : 0n);
  const contestedFen = without.report ? fenOf(without.report.contested) : 0n;
  const frozen = { zh: '争议金额不在待签净额之内', en: 'what is doubted is not in the net to sign' };
  walk.narrator.check(frozen, yuan(signing(before) - contestedFen), yuan(signing(without)));
  const again = await giveWay(walk, agreementId, periodId, opened);
  const back = { zh: '签署净额复原', en: 'the net to sign is as before' };
  walk.narrator.check(back, yuan(signing(before)), yuan(signing(again)));
}

async function giveWay(
  walk: Walk,
  agreementId: string,
  periodId: string,
  opened: { readonly id: string; readonly version: number },
): Promise<SeenMonth> {
  const { answerPeriodDispute } = await walk.send('coordinator', 'AnswerDispute', {
    disputeId: opened.id,
    expectedVersion: opened.version,
    words: '示例：已核对原始收货单，系录入笔误，数量与金额无误。',
  });
  const { withdrawPeriodDispute } = await walk.send('westCoordinator', 'WithdrawDispute', {
    disputeId: opened.id,
    expectedVersion: answerPeriodDispute.dispute?.version,
  });
  const state = withdrawPeriodDispute.dispute?.state ?? '—';
  walk.narrator.check({ zh: '争议', en: 'the dispute' }, 'WITHDRAWN', state);
  return reported(walk, agreementId, periodId, ({ contestedPortions }) => contestedPortions === 0);
}

async function signBoth(walk: Walk, agreementId: string, periodId: string): Promise<void> {
  walk.narrator.step({ zh: '双方签署同一份清单', en: 'Both sign the same list' }, 'SignMonth');
  for (const [walker, side] of SIDES) {
    const { version, report, signatures } = await reported(walk, agreementId, periodId, () => true);
    if (signatures.some((signature) => signature.side === side)) continue;
    await walk.send(walker, 'SignMonth', {
      periodId,
      expectedVersion: version,
      sha256: report?.sha256,
      password: walk.passwordOf(walker),
    });
  }
  // It is locked by a duty of the clock.
  const { seen } = await walk.soon(
    () => monthOf(walk, agreementId, periodId),
    ({ state }) => SIGNED.includes(state),
  );
  walk.narrator.check({ zh: '双方已签', en: 'signed by both' }, 'true', String(SIGNED.includes(seen.state)));
  checkSignatures(walk, seen);
}

function checkSignatures(walk: Walk, { signatures, report }: SeenMonth): void {
  const sides = signatures.map(({ side }) => side).toSorted();
  walk.narrator.check({ zh: '签署方', en: 'signed by' }, 'EAST, WEST', sides.join(', '));
  const same = signatures.every(({ sha256 }) => sha256 === report?.sha256);
  walk.narrator.check({ zh: '同一哈希', en: 'of one hash' }, 'true', String(same));
}

/** The month with its newest report, once it is so. */
async function reported(
  walk: Walk,
  agreementId: string,
  periodId: string,
  isSo: (report: NonNullable<SeenMonth['report']>) => boolean,
): Promise<SeenMonth> {
  const { seen } = await walk.soon(
    () => monthOf(walk, agreementId, periodId),
    ({ state, report }) => state === 'RECONCILING' && report !== null && isSo(report),
  );
  return seen;
}

async function monthOf(walk: Walk, agreementId: string, periodId: string): Promise<SeenMonth> {
  const month = (await monthsOf(walk, agreementId)).find(({ id }) => id === periodId);
  if (!month) throw new CallFailed(`Months: ${periodId} is not listed`);
  return month;
}

const monthsOf = async (walk: Walk, agreementId: string): Promise<SeenMonth[]> =>
  (await walk.ask('coordinator', 'Months', { agreementId })).countingPeriods.edges.map(({ node }) => node);
