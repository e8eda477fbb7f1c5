import { ConfirmRefundPaid } from '../../payments/index';
import { addDays, businessDateOf, startOfBusinessDate, toShanghaiIso } from '../../platform/index';
import type { StrayTransfer } from '../domain/demo-plan';
import { PLATFORM_KEY } from '../domain/plan-parties';
import { yuanText } from '../domain/said-amounts';
import type { Cast } from './cast';
import { receiveTransfer } from './receive-transfer';
import { done, type Stage } from './stage';

const BANK_DAYS = 5; // how long the bank takes to send money back

/** The platform's finance beside the orders' own payments. */
export class FinanceDesk {
  private refunds = 0;
  private strays = 0;

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
  ) {}

  /** Refunds asked for that long ago have left the bank by now. */
  async confirmRefunds(day: string): Promise<void> {
    const due = await this.stage.database.query<{ id: string; version: number }>(
      `SELECT payment.id, payment.version FROM refund_payments payment
       WHERE payment.state = 'PROCESSING' AND payment.requested_at < $1 ORDER BY payment.requested_at, payment.fen`,
      [startOfBusinessDate(addDays(day, 1 - BANK_DAYS))],
    );
    const numbered = due.map((payment) => ({ ...payment, number: ++this.refunds }));
    await this.stage.together(numbered, async ({ id, version, number }) => {
      const input = {
        idempotencyKey: `demo-refund-paid-${id}`,
        refundPaymentId: id,
        expectedVersion: version,
        bankReference: `SHILITUI${String(number).padStart(5, '0')}`,
        paidAt: toShanghaiIso(this.stage.now()),
      };
      const answer = this.stage.use(ConfirmRefundPaid).execute(this.cast.as(PLATFORM_KEY, 'finance'), input);
      await done(`confirmRefundPaid ${id}`, answer);
    });
  }

  /** Money whose order nobody can tell waits in suspense. */
  async receive(strays: readonly StrayTransfer[]): Promise<void> {
    const numbered = strays.map((stray) => ({ ...stray, number: ++this.strays }));
    await this.stage.together(numbered, async ({ fen, payerName, memo, number }) => {
      const bankReference = `SHILIWEI${businessDateOf(this.stage.now())}-${number}`;
      const input = {
        idempotencyKey: `demo-${bankReference}`,
        bankReference,
        amount: yuanText(fen),
        payerName,
        payerAccount: `6200999900${String(number).padStart(6, '0')}`,
        memo,
        receivedAt: toShanghaiIso(this.stage.now()),
      };
      await receiveTransfer(this.stage, this.cast, `recordBankReceipt ${bankReference}`, input);
    });
  }
}
