import { LineTaking } from '../../banking/index';
import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { PAYOUT_INSTRUCTED, type PayoutInstructed } from '../domain/payouts.events';

/** The bank is told to pay: a line that was loaded before may have told already that it did. */
@Reaction({ name: 'take-lines-of-instructed-payouts', on: [PAYOUT_INSTRUCTED] })
export class TakeLinesOfInstructedPayouts implements Reacts {
  constructor(private readonly taking: LineTaking) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const { fen, from } = event.payload as unknown as PayoutInstructed;
    await this.taking.again(tx, { direction: 'DEBIT', fen: BigInt(fen), from });
  }
}
