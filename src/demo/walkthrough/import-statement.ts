import { randomUUID } from 'node:crypto';
import { toShanghaiIso } from '../../platform/index';
import type { SeenLine } from './money-answers';
import { CallFailed } from './caller';
import { fenOf, money, yuan } from './figures';
import { partsOf } from './pay-deposit';
import type { Placed } from './place-order';
import { receiveTransfer } from './receive-transfer';
import { OUTSIDE_MS, type Walk } from './walk';

const ACCOUNT = '6222000000000000019';
const HEADINGS = [
  '交易时间',
  '借方发生额',
  '贷方发生额',
  '余额',
  '对方户名',
  '对方账号',
  '摘要',
  '交易流水号',
];
const FIRST_BALANCE = 1_000_000_00n;

interface Transfer {
  readonly fen: bigint;
  readonly payerName: string;
}

/** Finance loads what the bank says of today; the transfer code leads the money to its order. */
export async function importStatement(walk: Walk, { orderId }: Placed, transfer: Transfer): Promise<void> {
  const title = { zh: '对账单入账：尾款到账', en: 'A bank statement brings the balance' };
  walk.narrator.step(title, 'BankLines', 'StageStatement', 'SeeStatement', 'BookStatement');
  const { instructions } = (await partsOf(walk, orderId)).paymentRequest;
  if (!instructions) throw new CallFailed('SeeParts: no instructions');
  const { bankLines } = await walk.ask('finance', 'BankLines');
  const lines = bankLines.edges.map(({ node }) => node);
  const memo = `尾款 ${instructions.transferCode}`;
  if (lines.some((line) => line.day === walk.today() && !isOurs(line))) {
    await byHand(walk, transfer, memo);
  } else {
    const statement = statementOf(walk, lines, { ...transfer, memo });
    await load(walk, { ...statement, accountNumber: instructions.accountNumber }, transfer.fen);
  }
  const look = async () => (await walk.ask('clerk', 'SeeOrder', { id: orderId })).order;
  const { seen, milliseconds } = await walk.soon(look, ({ state }) => state === 'PAID', OUTSIDE_MS);
  walk.narrator.check({ zh: '订单状态', en: 'order state' }, 'PAID', seen.state);
  walk.narrator.tell({ zh: `${milliseconds} ms 后可见`, en: `seen after ${milliseconds} ms` });
}

/** Today's statement holds what was loaded of today before: a statement begins with the first line of its day. */
function statementOf(
  walk: Walk,
  lines: readonly SeenLine[],
  { fen, payerName, memo }: Transfer & { memo: string },
) {
  const today = walk.today();
  const before = lines.filter(({ day }) => day === today).toSorted((a, b) => a.dayPosition - b.dayPosition);
  const [first] = before;
  const [newest] = lines;
  const openingFen = first
    ? fenOf(first.balance) - signedFen(first)
    : newest
      ? fenOf(newest.balance)
      : FIRST_BALANCE;
  const knownFen = before.reduce((sum, line) => sum + signedFen(line), openingFen);
  const closingFen = knownFen + fen;
  const serial = `LZ${today.replaceAll('-', '')}${String(before.length + 1).padStart(4, '0')}`;
  const rows = [
    ...before.map(rowOf),
    [timeOf(walk.now()), '', yuan(fen), yuan(closingFen), payerName, ACCOUNT, memo, serial],
  ];
  return { openingFen, closingFen, table: [HEADINGS, ...rows] };
}

async function load(
  walk: Walk,
  statement: { openingFen: bigint; closingFen: bigint; table: string[][]; accountNumber: string },
  fen: bigint,
): Promise<void> {
  const bytes = Buffer.from(
    statement.table.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n'),
  );
  const fileId = await walk.upload('finance', `duizhangdan-${walk.today()}.csv`, bytes);
  const { stageBankStatement } = await walk.send('finance', 'StageStatement', {
    accountNumber: statement.accountNumber,
    layout: 'TWO_COLUMNS',
    firstOn: walk.today(),
    lastOn: walk.today(),
    opening: money(statement.openingFen),
    closing: money(statement.closingFen),
    fileId,
  });
  const id = stageBankStatement.statement?.id ?? '';
  const look = async () => (await walk.ask('finance', 'SeeStatement', { id })).bankStatement;
  const { seen } = await walk.soon(look, ({ state }) => state !== 'READING', OUTSIDE_MS);
  const refused = seen.refusal ? ` ${seen.refusal.code}` : '';
  walk.narrator.check({ zh: '对账单', en: 'the statement' }, 'CHECKED', `${seen.state}${refused}`);
  walk.narrator.check({ zh: '新明细', en: 'new lines' }, '1', String(seen.linesNew));
  walk.narrator.check({ zh: '新收入', en: 'came in' }, yuan(fen), seen.newCredit.amount);
  const { confirmBankStatement } = await walk.send('finance', 'BookStatement', {
    statementId: id,
    expectedVersion: seen.version,
  });
  const booked = confirmBankStatement.statement?.state ?? '—';
  walk.narrator.check({ zh: '对账单', en: 'the statement' }, 'BOOKED', booked);
}

/** Somebody else has loaded a statement of today, whose accounts are masked: it cannot be gone on with from here. */
async function byHand(walk: Walk, { fen, payerName }: Transfer, memo: string): Promise<void> {
  walk.narrator.tell({
    zh: '今日已有他人导入的对账单：改为手工登记',
    en: 'a statement of today was loaded by somebody else: written down by hand instead',
  });
  await receiveTransfer(walk, {
    bankReference: `示例-${randomUUID()}`,
    amount: money(fen),
    payerName,
    payerAccount: ACCOUNT,
    memo,
    receivedAt: walk.now(),
  });
}

const isOurs = ({ counterpartyAccount, serial }: SeenLine) =>
  counterpartyAccount === `****${ACCOUNT.slice(-4)}` && serial?.startsWith('LZ') === true;
const signedFen = ({ direction, amount }: SeenLine) =>
  direction === 'CREDIT' ? fenOf(amount) : -fenOf(amount);
const timeOf = (iso: string) => iso.slice(0, 19).replace('T', ' ');

const rowOf = (line: SeenLine): string[] => [
  timeOf(toShanghaiIso(new Date(line.bookedAt))),
  line.direction === 'DEBIT' ? line.amount.amount : '',
  line.direction === 'CREDIT' ? line.amount.amount : '',
  line.balance.amount,
  line.counterpartyName ?? '',
  ACCOUNT,
  line.memo ?? '',
  line.serial ?? '',
];
