import {
  ApprovePayoutStatement,
  CalculatePayoutStatement,
  ConfirmPayoutPaid,
  MakeTransferFile,
  TakingBack,
} from '../../payouts/index';
import { toShanghaiIso } from '../../platform/index';
import type { DemoPlan } from '../domain/demo-plan';
import { payoutFate, payoutStepOn, type PayoutFate } from '../domain/payout-script';
import { PLATFORM_KEY } from '../domain/plan-parties';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

interface Statement {
  readonly id: string;
  readonly version: number;
  readonly place: number;
  readonly failed: boolean;
}

/** 结算单: two people of finance pay the suppliers of the month that is over. */
export class PayoutDesk {
  private paid = 0;

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly plan: DemoPlan,
  ) {}

  async play(day: string): Promise<void> {
    const step = payoutStepOn(day);
    if (step === null) return;
    const fateOf = ({ place }: Statement) => payoutFate(place, day, this.plan.lastDay);
    const of = async (state: string, wanted: (fate: PayoutFate) => boolean) =>
      (await this.inState(state)).filter((one) => wanted(fateOf(one)));
    if (step === 'PREPARE' || step === 'PREPARE_LATE') {
      const isLate = step === 'PREPARE_LATE';
      const prepared = (fate: PayoutFate) => fate !== 'LEFT_OPEN' && isLate === (fate === 'LEFT_APPROVED');
      await this.calculate(await of('OPEN', prepared));
      // In the same evening: a refund in between would have it calculated anew.
      await this.approve(await of('CALCULATED', (fate) => prepared(fate) && fate !== 'LEFT_CALCULATED'));
    }
    if (step === 'MAKE_FILE')
      await this.makeFile(day, await of('APPROVED', (fate) => fate !== 'LEFT_APPROVED'));
    if (step === 'HEAR_FROM_BANK')
      await this.hear(await of('PAID_OUT', (fate) => fate !== 'LEFT_PAID_OUT'), fateOf);
  }

  private async calculate(statements: readonly Statement[]): Promise<void> {
    await this.stage.together(statements, async (statement) => {
      const answer = this.stage
        .use(CalculatePayoutStatement)
        .execute(this.finance, this.input('calculated', statement));
      await done(`calculatePayoutStatement ${statement.id}`, answer);
    });
  }

  private async approve(statements: readonly Statement[]): Promise<void> {
    const second = this.cast.as(PLATFORM_KEY, 'finance2');
    await this.stage.together(statements, async (statement) => {
      const answer = this.stage
        .use(ApprovePayoutStatement)
        .execute(second, this.input('approved', statement));
      await done(`approvePayoutStatement ${statement.id}`, answer);
    });
  }

  /** Whatever is approved is in it; where all is left for later, there is none. */
  private async makeFile(day: string, statements: readonly Statement[]): Promise<void> {
    if (statements.length === 0) return;
    const input = { idempotencyKey: `demo-payout-file-${day}` };
    await done(`makeTransferFile ${day}`, this.stage.use(MakeTransferFile).execute(this.finance, input));
  }

  /** One account was closed: the bank sends the money back, and it is calculated and paid again. */
  private async hear(
    statements: readonly Statement[],
    fateOf: (statement: Statement) => PayoutFate,
  ): Promise<void> {
    const numbered = statements.map((statement) => ({ statement, number: (this.paid += 1) }));
    await this.stage.together(numbered, async ({ statement, number }) => {
      const fails = fateOf(statement) === 'FAILS_ONCE' && !statement.failed;
      const said = fails
        ? { note: '示例：收款户名与账号不符，银行退回。' }
        : {
            bankReference: `SHILIFU${String(number).padStart(5, '0')}`,
            paidAt: toShanghaiIso(this.stage.now()),
          };
      await this.answer(statement, said);
    });
  }

  private async answer(
    statement: Statement,
    said: { note: string } | { bankReference: string; paidAt: string },
  ): Promise<void> {
    const { stage } = this;
    const input = this.input('heard', statement);
    if ('note' in said)
      await done(
        `failPayout ${statement.id}`,
        stage.use(TakingBack).execute(this.finance, 'fail', { ...input, ...said }),
      );
    else
      await done(
        `confirmPayoutPaid ${statement.id}`,
        stage.use(ConfirmPayoutPaid).execute(this.finance, { ...input, ...said }),
      );
  }

  private get finance() {
    return this.cast.as(PLATFORM_KEY, 'finance');
  }

  private input(what: string, { id, version }: Statement) {
    return {
      idempotencyKey: `demo-payout-${what}-${id}-${version}`,
      statementId: id,
      expectedVersion: version,
    };
  }

  /** Their places go by supplier, so that they are the same for the same plan. */
  private inState(state: string): Promise<Statement[]> {
    return this.stage.database.query<Statement>(
      `SELECT id, version, place, failed FROM (
         SELECT s.id, s.version, s.state, s.return_note IS NOT NULL OR s.calculation > 1 AS failed,
                (row_number() OVER (PARTITION BY s.period_from ORDER BY o.uscc) - 1)::int AS place
           FROM payout_statements s JOIN organizations o ON o.id = s.supplier_id) t
        WHERE state = $1 ORDER BY place, id`,
      [state],
    );
  }
}
