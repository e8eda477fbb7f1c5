import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import type { Tx } from '../../platform/index';
import { LAYOUTS } from '../data/shipped-layouts';
import { bankingRefusals } from '../domain/banking.refusals';
import { layoutOn } from '../domain/layouts';
import type { BankStatement } from './bank-statement.entity';
import { ALIGN, BOOK, CHAIN, FIRST_POSITION, KNOWN, SUMS } from './statement-checks';

export interface NewLines {
  readonly linesNew: number;
  readonly newCreditFen: bigint;
  readonly newDebitFen: bigint;
}

interface Sums {
  openingFen: bigint | null;
  closingFen: bigint | null;
  wrong: number;
  linesNew: number;
  credit: string;
  debit: string;
}

/** Judges the lines of a statement together: one that is wrong, and nothing of the statement is booked. */
@Injectable()
export class StatementChecking {
  /** Refuses LINES_WRONG, OPENING_DIFFERS and CLOSING_DIFFERS. */
  async check(tx: Tx, statement: BankStatement): Promise<NewLines> {
    await this.sums(tx, statement);
    await tx.query(CHAIN, [statement.id, newestFirst(statement)]);
    await this.sums(tx, statement);
    await this.lockAccount(tx, statement);
    await tx.query(ALIGN, [statement.id]);
    await tx.query(KNOWN, [statement.id]);
    const { openingFen, closingFen, ...sums } = await this.sums(tx, statement);
    if ((openingFen ?? statement.openingFen) !== statement.openingFen)
      refuse(bankingRefusals.OPENING_DIFFERS(['opening']));
    if ((closingFen ?? statement.openingFen) !== statement.closingFen)
      refuse(bankingRefusals.CLOSING_DIFFERS(['closing']));
    return newLines(sums);
  }

  /** What another statement has booked since it was checked is asked again. Refuses BOOKED_OTHERWISE. */
  async book(tx: Tx, statement: BankStatement): Promise<NewLines & { firstPosition: number }> {
    await this.lockAccount(tx, statement);
    await tx.query(KNOWN, [statement.id]);
    const sums = await this.read(tx, statement);
    if (sums.wrong > 0) refuse(bankingRefusals.BOOKED_OTHERWISE(['statementId']));
    const [place] = await tx.query<{ first: number }>(FIRST_POSITION, [statement.id]);
    await tx.query(BOOK, [statement.id]);
    return { ...newLines(sums), firstPosition: place?.first ?? 1 };
  }

  private async sums(tx: Tx, statement: BankStatement): Promise<Sums> {
    const sums = await this.read(tx, statement);
    if (sums.wrong > 0) refuse(bankingRefusals.LINES_WRONG(['fileId']));
    return sums;
  }

  private async read(tx: Tx, statement: BankStatement): Promise<Sums> {
    const [sums] = await tx.query<Sums>(SUMS, [statement.id, newestFirst(statement)]);
    if (!sums) throw new Error('sums of nothing are a row, too');
    return sums;
  }

  /** Statements of one account are booked one after the other. */
  private async lockAccount(tx: Tx, { accountNumber }: BankStatement): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 720))', [accountNumber]);
  }
}

const newestFirst = ({ layout, lastOn }: BankStatement) =>
  layoutOn(LAYOUTS, layout, lastOn)?.newestFirst === true;

/** No bank moves 92 million billion yuan; what could not be kept is no statement. */
const newLines = ({ linesNew, credit, debit }: Pick<Sums, 'linesNew' | 'credit' | 'debit'>): NewLines => ({
  linesNew,
  newCreditFen: BigInt(credit),
  newDebitFen: BigInt(debit),
});
