import { createHash } from 'node:crypto';
import { CallFailed } from './caller';
import { fenOf, yuan } from './figures';
import { signMonth } from './sign-month';
import type { Walk } from './walk';

/** The third story: where an agreement stands in its scheme, what is missing, the month both sides sign, and what leaves the house. */
export async function keepAgreement(walk: Walk): Promise<void> {
  const year = Number(walk.today().slice(0, 4));
  const { annualAgreements } = await walk.ask('coordinator', 'Agreements', { year });
  const agreementId = annualAgreements.edges[0]?.node.id;
  if (!agreementId) throw new CallFailed(`Agreements: none of ${year}`);
  await readSchemes(walk);
  await climbTree(walk);
  const netFen = await lookAhead(walk, agreementId);
  await readPlan(walk, agreementId);
  await signMonth(walk, agreementId);
  await readFindings(walk);
  await takeBook(walk, agreementId, netFen);
}

async function readSchemes(walk: Walk): Promise<void> {
  walk.narrator.step(
    { zh: '口径：每种统计各有一份规则', en: 'Every scheme has its rule in words' },
    'Schemes',
  );
  const { countingSchemes } = await walk.ask('coordinator', 'Schemes');
  const schemes = countingSchemes.edges.map(({ node }) => node);
  const ruled = schemes.filter(({ rule }) => rule !== null);
  const count = { zh: '今日有规则的口径', en: 'schemes with a rule today' };
  walk.narrator.check(count, String(schemes.length), String(ruled.length));
  for (const { name, rule } of ruled.slice(0, 3))
    walk.narrator.tell({ zh: `${name.zh} ${rule?.id}`, en: `${name.en} ${rule?.id}` });
}

/** What stands on the regions at the top is all there is: parents add up their leaves and hold nothing themselves. */
async function climbTree(walk: Walk): Promise<void> {
  walk.narrator.step(
    { zh: '任务树：省、市、县逐级汇总', en: 'The tree of targets, by region' },
    'WhoAmI',
    'TargetTree',
  );
  const { me } = await walk.ask('coordinator', 'WhoAmI');
  const { targetTree } = await walk.ask('coordinator', 'TargetTree', {
    regionCode: me.organization.regionCode,
  });
  const tops = targetTree.nodes.filter(({ parentCode }) => parentCode === null);
  for (const [what, key] of [
    [{ zh: '任务', en: 'targets' }, 'target'],
    [{ zh: '净额', en: 'net' }, 'net'],
  ] as const) {
    const sum = tops.reduce((fen, node) => fen + fenOf(node[key]), 0n);
    walk.narrator.check(what, yuan(fenOf(targetTree.total[key])), yuan(sum));
  }
  const placed = targetTree.nodes.length;
  walk.narrator.tell({ zh: `${placed} 个地区`, en: `${placed} regions` });
}

/** The forecast begins with what counts today, and its middle lies within its band. */
async function lookAhead(walk: Walk, agreementId: string): Promise<bigint> {
  walk.narrator.step(
    { zh: '预测与缺口', en: 'The forecast to the end of the year, and the gap' },
    'Progress',
    'Outlook',
  );
  const { progress } = await walk.ask('coordinator', 'Progress', { agreementId, groupBy: 'MONTH' });
  const net = yuan(fenOf(progress.total.net));
  const { agreementOutlook, tradeMeasures } = await walk.ask('coordinator', 'Outlook', { agreementId });
  if (!agreementOutlook) throw new CallFailed('Outlook: the agreement has no commitment');
  const { total, leaves } = agreementOutlook;
  walk.narrator.check({ zh: '已计入', en: 'counted' }, net, yuan(fenOf(total.confirmed)));
  const [low, mid, high] = [fenOf(total.low), fenOf(total.mid), fenOf(total.high)];
  const inside = String(low <= mid && mid <= high);
  walk.narrator.check({ zh: '中值在区间内', en: 'the middle lies in the band' }, 'true', inside);
  const open = leaves.filter(({ gap }) => fenOf(gap) > 0n).length;
  walk.narrator.tell({
    zh: `预计 ${yuan(mid)}（${yuan(low)} 至 ${yuan(high)}），任务 ${total.target.amount}，缺口 ${total.gap.amount}，${open} 项任务有缺口`,
    en: `foretold ${yuan(mid)} (${yuan(low)} to ${yuan(high)}) of ${total.target.amount}, missing ${total.gap.amount}; ${open} targets behind`,
  });
  const share = (millionths: number | null | undefined) => `${(millionths ?? 0) / 10_000} %`;
  walk.narrator.tell({
    zh: `十二月占比 ${share(tradeMeasures?.decemberShare)}，退款率 ${share(tradeMeasures?.refundRate)}`,
    en: `bought in December ${share(tradeMeasures?.decemberShare)}, refunded ${share(tradeMeasures?.refundRate)}`,
  });
  return fenOf(progress.total.net);
}

async function readPlan(walk: Walk, agreementId: string): Promise<void> {
  walk.narrator.step({ zh: '采购计划', en: 'The purchase plan' }, 'Plans', 'PlanLines');
  const { purchasePlans } = await walk.ask('coordinator', 'Plans', { agreementId });
  const plan = purchasePlans.edges[0]?.node;
  if (!plan) {
    walk.narrator.tell({ zh: '尚未制定', en: 'none has been asked for' });
    return;
  }
  const { purchasePlanLines } = await walk.ask('coordinator', 'PlanLines', { purchasePlanId: plan.id });
  const lines = purchasePlanLines.edges.map(({ node }) => node);
  walk.narrator.check(
    { zh: '计划行', en: 'lines' },
    String(Math.min(plan.lineCount, 20)),
    String(lines.length),
  );
  for (const { month, unitName, productName, supplierName, goods } of lines.slice(0, 3)) {
    const line = `${month} ${unitName ?? '—'} ← ${productName} · ${supplierName} ${goods.amount}`;
    walk.narrator.tell({ zh: line, en: line });
  }
}

/** Only the western office above a county sees what was found in its goods. */
async function readFindings(walk: Walk): Promise<void> {
  walk.narrator.step({ zh: '疑点队列（西部）', en: 'The queue of findings, in the west' }, 'Findings');
  const { findings } = await walk.ask('westCoordinator', 'Findings');
  const count = findings.totalCount;
  walk.narrator.tell({ zh: `${count} 条`, en: `${count} in all` });
  for (const { node } of findings.edges.slice(0, 3)) {
    const line = `${node.kind} ${node.countyCode ?? '—'} ${node.state}`;
    walk.narrator.tell({ zh: line, en: line });
  }
}

/** The book as a table: what the query says, under the same scope; that it left the house is written down. */
async function takeBook(walk: Walk, agreementId: string, netFen: bigint): Promise<void> {
  walk.narrator.step({ zh: '协议台账与导出', en: 'The agreement’s book, and its export' }, 'Book', 'Exports');
  const { agreementBook } = await walk.ask('coordinator', 'Book', { agreementId });
  walk.narrator.check(
    { zh: '台账净额', en: 'net in the book' },
    yuan(netFen),
    yuan(fenOf(agreementBook.total.net)),
  );
  const lines = agreementBook.lines.reduce((fen, { net }) => fen + fenOf(net), 0n);
  walk.narrator.check({ zh: '各行合计', en: 'its lines together' }, yuan(netFen), yuan(lines));
  const table = await walk.download('coordinator', `/agreements/${agreementId}/book.xlsx`);
  const sha256 = createHash('sha256').update(table).digest('hex');
  const { exports } = await walk.ask('eastAdmin', 'Exports');
  const recorded = exports.edges.some(({ node }) => node.sha256 === sha256);
  walk.narrator.check({ zh: '导出已留痕', en: 'the export is recorded' }, 'true', String(recorded));
  const size = `${agreementBook.title} · ${table.length} B`;
  walk.narrator.tell({ zh: size, en: size });
}
