import { BANK_REFUND_DUE, type BankRefundDue } from '../../payments/index';
import { Reaction, businessDateOf, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { LineTaking } from '../storage/line-taking';

/** A refund is to be paid by hand, for the first time or again: the bank may have told already that it was. */
@Reaction({ name: 'take-lines-of-due-refunds', on: [BANK_REFUND_DUE] })
export class TakeLinesOfDueRefunds implements Reacts {
  constructor(private readonly taking: LineTaking) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const { fen, requestedAt } = event.payload as unknown as BankRefundDue;
    const from = businessDateOf(new Date(requestedAt));
    await this.taking.again(tx, { direction: 'DEBIT', fen: BigInt(fen), from });
  }
}
