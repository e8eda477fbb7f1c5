import type { SeenProgress } from './answers';
import type { Choice } from './choose-lot';
import type { Settled } from './deliver';
import { fenOf, yuan } from './figures';
import type { Said } from './narrator';
import type { Placed } from './place-order';
import type { Walk } from './walk';

/** The coordinator's figures of one agreement, in fen. */
export interface Standing {
  readonly grossFen: bigint;
  readonly reversalsFen: bigint;
  readonly netFen: bigint;
}

/** The coordinator finds the agreement of the year and notes where it stands. */
export async function noteProgress(walk: Walk, agreementId: string): Promise<Standing> {
  const title = { zh: '协作办查看协议进度（之前）', en: 'The coordinator sees the progress before' };
  walk.narrator.step(title, 'Agreements', 'Progress');
  const year = Number(walk.today().slice(0, 4));
  const { annualAgreements } = await walk.ask('coordinator', 'Agreements', { year });
  const mine = annualAgreements.edges.find(({ node }) => node.id === agreementId)?.node;
  const name = mine ? `${mine.east.name}–${mine.west.name} ${mine.year}` : '—';
  walk.narrator.check({ zh: '协议在列', en: 'the agreement is listed' }, 'true', String(mine !== undefined));
  const { seen } = await walk.soon(
    () => read(walk, agreementId),
    ({ pending }) => pending.orders === 0,
  );
  const standing = standingOf(seen);
  walk.narrator.tell({
    zh: `${name}：承诺 ${seen.committed.amount}，已计入 ${yuan(standing.netFen)}`,
    en: `${name}: committed ${seen.committed.amount}, counted ${yuan(standing.netFen)}`,
  });
  return standing;
}

/** Waits at most two seconds for the figure, then holds it against the expected one. */
export async function seeProgress(
  walk: Walk,
  agreementId: string,
  title: Said,
  change: { before: Standing; risesFen?: bigint; fallsFen?: bigint },
): Promise<Standing> {
  walk.narrator.step(title, 'Progress');
  const { before, risesFen = 0n, fallsFen = 0n } = change;
  const expected = before.netFen + risesFen - fallsFen;
  const { seen, milliseconds } = await walk.soon(
    () => read(walk, agreementId),
    ({ total }) => fenOf(total.net) === expected,
  );
  const after = standingOf(seen);
  const sign = risesFen >= fallsFen ? `+${yuan(risesFen - fallsFen)}` : `−${yuan(fallsFen - risesFen)}`;
  walk.narrator.check(
    {
      zh: `净额（之前 ${yuan(before.netFen)}，${sign}）`,
      en: `net (before: ${yuan(before.netFen)}, ${sign})`,
    },
    yuan(expected),
    yuan(after.netFen),
  );
  walk.narrator.check({ zh: '毛额', en: 'gross' }, yuan(before.grossFen + risesFen), yuan(after.grossFen));
  const reversals = yuan(before.reversalsFen + fallsFen);
  walk.narrator.check({ zh: '冲销', en: 'reversals' }, reversals, yuan(after.reversalsFen));
  walk.narrator.tell({ zh: `${milliseconds} ms 后可见`, en: `seen after ${milliseconds} ms` });
  return after;
}

/** From the figure down to the order's acceptances and payments. */
export async function openProgress(
  walk: Walk,
  agreementId: string,
  story: { choice: Choice; placed: Placed; settled: Settled },
): Promise<void> {
  const { choice, placed, settled } = story;
  walk.narrator.step(
    { zh: '从进度打开到验收与付款', en: 'Open it down to acceptance and payment' },
    'OpenProgress',
  );
  const filter = { countyCode: choice.countyCode, month: settled.settledOn };
  const { countedPortions } = await walk.ask('coordinator', 'OpenProgress', { agreementId, filter });
  const portions = countedPortions.edges
    .map(({ node }) => node)
    .filter(({ orderNumber, state }) => orderNumber === placed.number && state === 'CONFIRMED');
  const { check, tell } = {
    check: walk.narrator.check.bind(walk.narrator),
    tell: walk.narrator.tell.bind(walk.narrator),
  };
  check({ zh: '计入份额', en: 'portions' }, String(settled.lines), String(portions.length));
  const net = portions.reduce((sum, portion) => sum + fenOf(portion.net), 0n);
  check({ zh: '份额合计', en: 'portions together' }, yuan(settled.goodsFen), yuan(net));
  for (const { settlement, net: part } of portions) {
    const of = `${part.amount} ← ${settlement?.acceptanceId ?? '—'}`;
    tell({ zh: `验收 ${of}`, en: `acceptance ${of}` });
  }
  const payments = portions[0]?.payments ?? [];
  const paid = payments.reduce((sum, payment) => sum + fenOf(payment.amount), 0n);
  check({ zh: '付款', en: 'payments' }, yuan(placed.totalFen), yuan(paid));
}

async function read(walk: Walk, agreementId: string): Promise<SeenProgress> {
  const variables = { agreementId, groupBy: 'COUNTY' };
  return (await walk.ask('coordinator', 'Progress', variables)).progress;
}

const standingOf = ({ total }: SeenProgress): Standing => ({
  grossFen: fenOf(total.gross),
  reversalsFen: fenOf(total.reversals),
  netFen: fenOf(total.net),
});
