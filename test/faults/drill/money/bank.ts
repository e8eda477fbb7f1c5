import { businessDateOf } from '../../../../src/platform/index';
import type { TestApp } from '../../../support/app';
import { CUSTODY, marked, readStatement, statementVerb, upload } from '../../../support/bank-statements';
import { eventually } from '../../../support/eventually';
import { signInAgain, type Person } from '../../../support/people';
import type { Tried } from './caller';

interface Moved {
  readonly at: Date;
  readonly fen: bigint;
  readonly name: string;
  readonly account: string;
  readonly memo: string;
}

export const yuan = (fen: bigint) => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;

/** The bank that keeps the money in custody: every statement tells all there is, so each overlaps those before. */
export class Bank {
  private readonly moved: Moved[] = [];
  private told = 0;
  private accounts = 0;

  newAccount(): string {
    return `6222${String((this.accounts += 1)).padStart(15, '0')}`;
  }

  /** Below zero: it left. */
  move(fen: bigint, { name, account, memo = '' }: { name: string; account: string; memo?: string }): void {
    this.moved.push({ at: new Date(), fen, name, account, memo });
  }

  get credits(): readonly bigint[] {
    return this.moved.map(({ fen }) => fen).filter((fen) => fen > 0n);
  }

  get debits(): readonly bigint[] {
    return this.moved.map(({ fen }) => fen).filter((fen) => fen < 0n);
  }

  /** The statement so far, imported by a person of finance through whichever process answers. */
  async tell(caller: TestApp, tried: Tried, finance: Person): Promise<void> {
    const known = [...this.moved];
    const [first, last] = [known[0], known.at(-1)];
    if (!first || !last || known.length === this.told) return;
    const { rows, closing } = rowsOf(known);
    const days: [string, string] = [businessDateOf(first.at), businessDateOf(last.at)];
    const said = marked(rows, days, ['0.00', yuan(closing)]);
    await tried(async () => {
      const person = { ...finance, token: await signInAgain(caller, finance) };
      const { statement, refusals } = await statementVerb(caller, person, 'stageBankStatement', {
        accountNumber: CUSTODY,
        layout: said.layout,
        firstOn: said.days[0],
        lastOn: said.days[1],
        opening: { amount: said.balances[0] },
        closing: { amount: said.balances[1] },
        fileId: await upload(caller, person, said.bytes),
      });
      if (!statement) throw new Error(`the statement was refused: ${refusals.join(', ')}`);
      const shown = () => readStatement(caller, person, statement.id);
      await eventually(async () => (await shown()).state !== 'READING');
      const { state, version, refusal } = await shown();
      if (state !== 'CHECKED') throw new Error(`the statement is ${state}: ${JSON.stringify(refusal)}`);
      const input = { statementId: statement.id, expectedVersion: version };
      const booked = await statementVerb(caller, person, 'confirmBankStatement', input);
      if (booked.statement?.state !== 'BOOKED') throw new Error(`not booked: ${booked.refusals.join(', ')}`);
    });
    this.told = known.length;
  }
}

function rowsOf(moved: readonly Moved[]): { rows: string[][]; closing: bigint } {
  let balance = 0n;
  const rows = moved.map(({ at, fen, name, account, memo }) => {
    balance += fen;
    const shanghai = new Date(at.getTime() + 8 * 3_600_000).toISOString();
    const [day, time] = [shanghai.slice(0, 10).replaceAll('-', ''), shanghai.slice(11, 16)];
    const [mark, size] = fen > 0n ? ['贷', fen] : ['借', -fen];
    return [day, time, mark, yuan(size), yuan(balance), name, account, memo];
  });
  return { rows, closing: balance };
}
