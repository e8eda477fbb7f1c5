import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import type { PairingSide } from '../../pairing/index';
import { businessDateOf, notFound, type Actor, type Tx } from '../../platform/index';
import { sharingRefusals } from '../domain/sharing.refusals';
import { statementStates } from '../domain/sharing.states';
import { stated, statementText, type Splits, type StatedRecord } from '../domain/statement';
import { ContractBook } from './contract-book';
import { SharingContract, SharingStatement } from './sharing.entity';
import { SharingDesk } from './sharing-desk';
import { RECORDS_OF } from './stated-records';

interface Held {
  readonly statement: SharingStatement;
  readonly contract: SharingContract;
  readonly side: PairingSide;
}

/** Draws statements from verified records, and takes signatures and disputes. */
@Injectable()
export class StatementBook {
  constructor(
    private readonly contracts: ContractBook,
    private readonly desk: SharingDesk,
  ) {}

  /** The contract first, then the statement. */
  async lock(tx: Tx, actor: Actor, id: string): Promise<Held> {
    const path = ['statementId'];
    const found = await tx.manager.findOneBy(SharingStatement, { id });
    if (!found) throw notFound(path);
    const held = await this.contracts.lock(tx, actor, found.contractId, path);
    const statement = await tx.manager.findOneOrFail(SharingStatement, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return { ...held, statement };
  }

  /** The first of the year; anew where nobody is bound yet; a supplement where the last is signed and records have changed. */
  async draw(tx: Tx, actor: Actor, contract: SharingContract, year: number): Promise<string> {
    if (contract.state !== 'IN_FORCE') refuse(sharingRefusals.CONTRACT_NOT_IN_FORCE(['contractId']));
    if (year >= Number(businessDateOf(tx.at).slice(0, 4))) refuse(sharingRefusals.YEAR_NOT_OVER(['year']));
    const records = await tx.query<StatedRecord>(RECORDS_OF, [contract.id, year]);
    const [last] = await tx.manager.find(SharingStatement, {
      where: { contractId: contract.id, year },
      order: { number: 'DESC' },
      take: 1,
    });
    if (records.length === 0 && !last) refuse(sharingRefusals.NOTHING_TO_STATE(['year']));
    const open = last && !statementStates.isTerminal(last.state);
    if (last && last.state !== 'DISPUTED' && (await this.change(tx, last, records)) === null)
      refuse(sharingRefusals.NOTHING_CHANGED(['year']));
    if (open) await this.replace(tx, actor, last);
    const supplementsId = last?.state === 'SIGNED' ? last.id : (open && last.supplementsId) || null;
    return this.write(tx, actor, contract, { year, number: (last?.number ?? 0) + 1, supplementsId, records });
  }

  async sign(tx: Tx, actor: Actor, { statement, contract, side }: Held, read: string): Promise<void> {
    const verb = statement.state === 'SIGNED_ONE' ? 'signSecond' : 'signFirst';
    const state = statementStates.next(statement.state, verb, ['statementId']);
    const records = await tx.query<StatedRecord>(RECORDS_OF, [contract.id, statement.year]);
    const change = await this.change(tx, statement, records);
    if (change) refuse(sharingRefusals.RECORDS_CHANGED(change, ['statementId']));
    const { id, sha256: hash } = statement;
    await this.desk.sign(tx, actor, 'statement', { id, side, sha256: hash, read });
    await tx.change(SharingStatement, statement, { state, signedAt: state === 'SIGNED' ? tx.at : null });
    await this.desk.record(tx, actor, 'signSharingStatement', 'statement', {
      id,
      from: statement.state,
      to: state,
      data: { sha256: hash, side },
    });
  }

  async dispute(tx: Tx, actor: Actor, { statement, side }: Held, note: string): Promise<void> {
    const state = statementStates.next(statement.state, 'dispute', ['statementId']);
    await tx.change(SharingStatement, statement, {
      state,
      disputedBy: actor.memberId,
      disputerId: actor.organizationId,
      disputeNote: note,
    });
    await this.desk.close(tx, 'statement', statement.id);
    await this.desk.record(tx, actor, 'disputeSharingStatement', 'statement', {
      id: statement.id,
      from: statement.state,
      to: state,
      data: { side },
    });
  }

  /** Null: the list is that of today. */
  private async change(
    tx: Tx,
    { id }: SharingStatement,
    records: readonly StatedRecord[],
  ): Promise<{ came: string; went: string } | null> {
    const kept = await tx.query<{ id: string }>(
      'SELECT record_id AS id FROM sharing_statement_records WHERE statement_id = $1',
      [id],
    );
    const [before, now] = [new Set(kept.map((one) => one.id)), new Set(records.map((one) => one.id))];
    const came = [...now].filter((one) => !before.has(one)).length;
    const went = [...before].filter((one) => !now.has(one)).length;
    return came + went === 0 ? null : { came: String(came), went: String(went) };
  }

  private async replace(tx: Tx, actor: Actor, statement: SharingStatement): Promise<void> {
    const state = statementStates.next(statement.state, 'replace', ['contractId']);
    await tx.change(SharingStatement, statement, { state });
    await this.desk.close(tx, 'statement', statement.id);
    await this.desk.record(tx, actor, 'drawSharingStatement', 'statement', {
      id: statement.id,
      from: statement.state,
      to: state,
    });
  }

  private async write(
    tx: Tx,
    actor: Actor,
    contract: SharingContract,
    drawn: Pick<SharingStatement, 'year' | 'number' | 'supplementsId'> & { records: readonly StatedRecord[] },
  ): Promise<string> {
    const { year, number, supplementsId, records } = drawn;
    const figures = stated(records, splitsOf(contract));
    const text = statementText({ contractSha256: contract.sha256, year, number }, records, figures);
    const statement: SharingStatement = {
      id: randomUUID(),
      version: 1,
      contractId: contract.id,
      year,
      number,
      supplementsId,
      outputFen: figures.output.whole,
      outputFenEast: figures.output.east,
      outputFenWest: figures.output.west,
      taxFen: figures.tax.whole,
      taxFenEast: figures.tax.east,
      taxFenWest: figures.tax.west,
      jobs: figures.jobs.whole,
      jobsEast: figures.jobs.east,
      jobsWest: figures.jobs.west,
      sha256: createHash('sha256').update(text).digest('hex'),
      state: 'DRAWN',
      drawnBy: actor.memberId,
      drawerId: actor.organizationId,
      drawnAt: tx.at,
      signedAt: null,
      disputedBy: null,
      disputerId: null,
      disputeNote: null,
    };
    await tx.add(SharingStatement, statement);
    await tx.query(
      'INSERT INTO sharing_statement_records (statement_id, record_id) SELECT $1, unnest($2::uuid[])',
      [statement.id, records.map(({ id }) => id)],
    );
    await this.desk.toSign(tx, 'statement', statement.id, contract);
    await this.desk.record(tx, actor, 'drawSharingStatement', 'statement', {
      id: statement.id,
      from: null,
      to: statement.state,
      data: { contractId: contract.id, year: String(year), number: String(number), sha256: statement.sha256 },
    });
    return statement.id;
  }
}

export const splitsOf = (contract: SharingContract | SplitRow): Splits => ({
  output: { eastPpm: contract.outputEastPpm, westPpm: contract.outputWestPpm },
  tax: { eastPpm: contract.taxEastPpm, westPpm: contract.taxWestPpm },
  jobs: { eastPpm: contract.jobsEastPpm, westPpm: contract.jobsWestPpm },
});
export type SplitRow = Pick<
  SharingContract,
  'outputEastPpm' | 'outputWestPpm' | 'taxEastPpm' | 'taxWestPpm' | 'jobsEastPpm' | 'jobsWestPpm'
>;
