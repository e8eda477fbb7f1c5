import { randomUUID } from 'node:crypto';
import type { Yuan } from './answer-shapes';
import type { SeenPayout } from './money-answers';
import { CallFailed } from './caller';
import { fenOf, yuan } from './figures';
import type { Walk } from './walk';

/** What of an order its supplier is to be paid: settled for so much, and so much of it went back. */
export interface OwedOrder {
  readonly orderId: string;
  readonly saleFen: bigint;
  readonly refundFen: bigint;
}

/** What waits of the supplier is finished; then what this very order has left him is paid, before its month is over. */
export async function payOut(walk: Walk, order: OwedOrder): Promise<void> {
  walk.narrator.step({ zh: '供应商结算单', en: 'The suppliers’ statements' }, 'Payouts');
  const { me } = await walk.ask('supplier', 'WhoAmI');
  const supplierId = me.organization.id;
  const waiting = (await ofStates(walk, ['OPEN', 'CALCULATED'])).filter(
    (one) => one.supplierId === supplierId,
  );
  for (const statement of waiting.toSorted((a, b) => a.number.localeCompare(b.number))) {
    walk.narrator.tell({ zh: '先办完以前的结算单', en: 'an earlier one is finished first' });
    await finish(walk, statement);
  }
  const title = { zh: '本期结算单，截至此刻', en: 'A statement of the month that runs, up to now' };
  walk.narrator.step(title, 'OpenPayout');
  const { openPayoutStatement } = await walk.send('finance', 'OpenPayout', { supplierId });
  const { statement } = openPayoutStatement;
  if (!statement) throw new CallFailed('OpenPayout: no statement');
  await finish(walk, await see(walk, statement.id), order);
}

async function finish(walk: Walk, statement: SeenPayout, order: OwedOrder | null = null): Promise<void> {
  if (statement.state === 'OPEN') await calculate(walk, statement, order);
  await approve(walk, statement.id);
  const calculated = await see(walk, statement.id);
  if (fenOf(calculated.pay) > 0n) await transfer(walk, statement.id);
  const { state } = await see(walk, statement.id);
  walk.narrator.check({ zh: '结算单', en: 'the statement' }, 'RECONCILED', state);
}

async function calculate(walk: Walk, { id, version }: SeenPayout, order: OwedOrder | null): Promise<void> {
  const title = { zh: '财务核算：明细与金额冻结', en: 'Finance calculates: lines and amounts are frozen' };
  walk.narrator.step(title, 'CalculatePayout', 'SeePayout', 'PayoutLines');
  await walk.send('finance', 'CalculatePayout', { statementId: id, expectedVersion: version });
  const statement = await see(walk, id);
  describe(walk, statement);
  await checkLines(walk, statement, order);
}

function describe(walk: Walk, { number, supplierName, periodFrom, periodTo }: SeenPayout): void {
  const told = `${number} · ${supplierName} · ${periodFrom} – ${periodTo}`;
  walk.narrator.tell({ zh: told, en: told });
}

/** What is paid is what the lines come to, less what was carried, and what stays owed. */
async function checkLines(walk: Walk, statement: SeenPayout, order: OwedOrder | null): Promise<void> {
  const { payoutLines } = await walk.ask('finance', 'PayoutLines', { statementId: statement.id });
  const lines = payoutLines.edges.map(({ node }) => node);
  for (const kind of new Set(lines.map((line) => line.kind))) {
    const ofKind = lines.filter((line) => line.kind === kind);
    const told = `${kind} × ${ofKind.length}: ${yuan(ofKind.reduce((sum, { amount }) => sum + fenOf(amount), 0n))}`;
    walk.narrator.tell({ zh: told, en: told });
  }
  const shown = lines.reduce((sum, { amount }) => sum + fenOf(amount), 0n);
  if (payoutLines.totalCount === lines.length)
    walk.narrator.check({ zh: '明细合计', en: 'its lines together' }, yuan(shown), statement.lines.amount);
  if (order !== null) checkOrder(walk, lines, order);
  const owedFen = fenOf(statement.lines) - fenOf(statement.carried) + fenOf(statement.debtAfter);
  walk.narrator.check({ zh: '应付合作社', en: 'to be paid' }, yuan(owedFen), statement.pay.amount);
}

/** This order's own lines: what was sold, and what of it went back. */
function checkOrder(
  walk: Walk,
  lines: readonly { readonly kind: string; readonly orderId: string; readonly amount: Yuan }[],
  { orderId, saleFen, refundFen }: OwedOrder,
): void {
  const of = (kind: string) =>
    yuan(
      lines
        .filter((line) => line.kind === kind && line.orderId === orderId)
        .reduce((sum, { amount }) => sum + fenOf(amount), 0n),
    );
  walk.narrator.check({ zh: '本单货款', en: 'sold by this order' }, yuan(saleFen), of('SALE'));
  walk.narrator.check({ zh: '本单退款', en: 'gone back of it' }, yuan(-refundFen), of('REFUND'));
}

async function approve(walk: Walk, id: string): Promise<void> {
  const title = { zh: '另一位财务审核', en: 'Another person of finance approves' };
  walk.narrator.step(title, 'ApprovePayout');
  const { version, pay } = await see(walk, id);
  const { approvePayoutStatement } = await walk.send('financeSecond', 'ApprovePayout', {
    statementId: id,
    expectedVersion: version,
  });
  const wanted = fenOf(pay) > 0n ? 'APPROVED' : 'RECONCILED';
  const state = approvePayoutStatement.statement?.state ?? '—';
  walk.narrator.check({ zh: '结算单', en: 'the statement' }, wanted, state);
}

async function transfer(walk: Walk, id: string): Promise<void> {
  const title = { zh: '付款文件与确认已付', en: 'The file for the bank, and what it has paid' };
  walk.narrator.step(title, 'MakeTransferFile', 'SeePayout', 'ConfirmPayout');
  const { makeTransferFile } = await walk.send('finance', 'MakeTransferFile', {});
  const { file } = makeTransferFile;
  if (!file) throw new CallFailed('MakeTransferFile: no file');
  const inFile = (await ofStates(walk, ['PAID_OUT'])).filter(({ fileId }) => fileId === file.id);
  const sum = inFile.reduce((fen, { pay }) => fen + fenOf(pay), 0n);
  walk.narrator.check(
    { zh: '文件笔数', en: 'transfers in the file' },
    String(file.transfers),
    String(inFile.length),
  );
  walk.narrator.check({ zh: '文件金额', en: 'amount of the file' }, file.amount.amount, yuan(sum));
  const bytes = await walk.download('finance', file.downloadPath);
  walk.narrator.tell({ zh: `付款文件 ${bytes.length} B`, en: `the file: ${bytes.length} B` });
  const { version, state } = await see(walk, id);
  walk.narrator.check({ zh: '结算单', en: 'the statement' }, 'PAID_OUT', state);
  await walk.send('finance', 'ConfirmPayout', {
    statementId: id,
    expectedVersion: version,
    bankReference: `示例付款-${randomUUID()}`,
    paidAt: walk.now(),
  });
}

async function see(walk: Walk, id: string): Promise<SeenPayout> {
  return (await walk.ask('finance', 'SeePayout', { id })).payoutStatement;
}

async function ofStates(walk: Walk, states: readonly string[]): Promise<SeenPayout[]> {
  const { payoutStatements } = await walk.ask('finance', 'Payouts', { states });
  return payoutStatements.edges.map(({ node }) => node);
}
