import { ConfirmBankStatement, StageBankStatement } from '../../banking/index';
import { FieldCipher, Files, addDays, toShanghaiIso } from '../../platform/index';
import type { DemoPlan } from '../domain/demo-plan';
import { PLATFORM_KEY } from '../domain/plan-parties';
import { yuanText } from '../domain/said-amounts';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

const IMPORTED_ON = '04';
const SINCE_DAYS = 100;
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
const OPENING_FEN = 5_000_000_000n;
const INTEREST_FEN = 12_345n;
const UNKNOWN_FEN = 480_000n;

interface Movement {
  readonly at: Date;
  /** Positive: it came. */
  readonly fen: bigint;
  readonly name: string | null;
  readonly account: string | null;
  readonly memo: string | null;
  readonly serial: string;
}

/** 对账单: some months are held against the bank's own list, whose lines were mostly written down by hand before. */
export class StatementDesk {
  private balanceFen = OPENING_FEN;

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly plan: DemoPlan,
  ) {}

  async play(day: string): Promise<void> {
    if (day.slice(8) !== IMPORTED_ON || day < addDays(this.plan.lastDay, -SINCE_DAYS)) return;
    const lastOn = addDays(`${day.slice(0, 7)}-01`, -1);
    const firstOn = `${lastOn.slice(0, 7)}-01`;
    const openingFen = this.balanceFen;
    const rows = (await this.movements(firstOn, lastOn)).map((one) => this.row(one));
    const bytes = Buffer.from(
      [HEADINGS, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n'),
    );
    await this.load({ firstOn, lastOn, bytes, openingFen });
  }

  private async load(said: {
    firstOn: string;
    lastOn: string;
    bytes: Buffer;
    openingFen: bigint;
  }): Promise<void> {
    const { stage } = this;
    const { firstOn, lastOn } = said;
    const finance = this.cast.as(PLATFORM_KEY, 'finance');
    const custody = await stage.database.one<{ number: string }>(
      'SELECT account_number AS number FROM custody_accounts ORDER BY valid_from DESC LIMIT 1',
    );
    const caller = { gone: new AbortController().signal };
    const named = { name: `示例对账单${firstOn.slice(0, 7)}.csv`, declared: null };
    const { id: fileId } = await stage.use(Files).upload(finance, named, said.bytes, caller);
    const input = {
      idempotencyKey: `demo-statement-${firstOn}`,
      accountNumber: custody?.number ?? '',
      layout: 'TWO_COLUMNS' as const,
      firstOn,
      lastOn,
      opening: yuanText(said.openingFen),
      closing: yuanText(this.balanceFen),
      fileId,
    };
    const staged = await done(
      `stageBankStatement ${firstOn}`,
      stage.use(StageBankStatement).execute(finance, input),
    );
    await stage.settle();
    const statement = await stage.database.one<{ version: number }>(
      'SELECT version FROM bank_statements WHERE id = $1',
      [staged.statementId],
    );
    const booked = {
      idempotencyKey: `demo-statement-booked-${firstOn}`,
      statementId: staged.statementId,
      expectedVersion: statement?.version ?? 0,
    };
    await done(`confirmBankStatement ${firstOn}`, stage.use(ConfirmBankStatement).execute(finance, booked));
    await stage.settle();
  }

  private row({ at, fen, name, account, memo, serial }: Movement): string[] {
    this.balanceFen += fen;
    const time = toShanghaiIso(at).slice(0, 19).replace('T', ' ');
    const sides = fen < 0n ? [yuanText(-fen).amount, ''] : ['', yuanText(fen).amount];
    return [time, ...sides, yuanText(this.balanceFen).amount, name ?? '', account ?? '', memo ?? '', serial];
  }

  /** What came and went in these days, a transfer nobody had seen before, and the bank's interest. */
  private async movements(firstOn: string, lastOn: string): Promise<Movement[]> {
    const sealed = await this.stage.database.query<Omit<Movement, 'serial'>>(
      `SELECT received_at AS at, fen, payer_name_encrypted AS name, payer_account_encrypted AS account, memo_encrypted AS memo
         FROM bank_receipts WHERE (received_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN $1 AND $2
       UNION ALL SELECT p.paid_at, -p.fen, b.payer_name_encrypted, b.payer_account_encrypted, NULL
         FROM refund_payments p JOIN bank_receipts b ON b.id = p.receipt_id
        WHERE p.state = 'DONE' AND (p.paid_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN $1 AND $2
       UNION ALL SELECT s.paid_at, -s.pay_fen, NULL, a.number_encrypted, NULL
         FROM payout_statements s JOIN bank_accounts a ON a.id = s.bank_account_id
        WHERE s.state = 'RECONCILED' AND (s.paid_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN $1 AND $2`,
      [firstOn, lastOn],
    );
    const cipher = this.stage.use(FieldCipher);
    const open = (text: string | null) => (text === null ? null : cipher.decrypt(text));
    const known = sealed.map((one) => ({
      ...one,
      name: open(one.name),
      account: open(one.account),
      memo: open(one.memo),
    }));
    const night = new Date(`${lastOn}T21:00:00+08:00`);
    const unknown = { name: '示例汇款单位九号', account: '6200888800000009', memo: '货款' };
    const all = [
      ...known,
      { at: new Date(`${lastOn}T16:00:00+08:00`), fen: UNKNOWN_FEN, ...unknown },
      { at: night, fen: INTEREST_FEN, name: null, account: null, memo: '结息' },
    ].toSorted(
      (a, b) =>
        a.at.getTime() - b.at.getTime() ||
        (a.fen === b.fen ? 0 : a.fen < b.fen ? 1 : -1) ||
        String(a.account).localeCompare(String(b.account)),
    );
    return all.map((one, index) => ({
      ...one,
      serial: `YH${lastOn.slice(0, 7).replace('-', '')}${String(index + 1).padStart(5, '0')}`,
    }));
  }
}
