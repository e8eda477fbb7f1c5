import { Reaction, type DomainEvent, type ReactsInSlices, type Tx } from '../../platform/index';
import { STATEMENT_BOOKED } from '../domain/banking.events';
import { LineTaking } from '../storage/line-taking';
import { OpenLines } from '../storage/open-lines';

/**
 * What the lines of a booked statement are: in the bank’s order, so that money goes to orders as it came, and each in a
 * transaction of its own, so that none holds an order while it waits for another.
 */
@Reaction({ name: 'take-bank-lines', on: [STATEMENT_BOOKED] })
export class TakeBankLines implements ReactsInSlices {
  constructor(
    private readonly lines: OpenLines,
    private readonly taking: LineTaking,
  ) {}

  async handleSlice(tx: Tx, event: DomainEvent, after: string | null): Promise<string | null> {
    const line = await this.lines.next(tx, String(event.payload['statementId']), after?.split(' ') ?? []);
    if (!line) return null;
    await this.taking.take(tx, line);
    return `${line.day} ${line.dayPosition}`;
  }
}
