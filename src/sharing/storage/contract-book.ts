import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { sideOf } from '../../organizations/index';
import { Pairings, type PairingSide } from '../../pairing/index';
import { businessDateOf, notFound, type Actor, type Tx } from '../../platform/index';
import { sharingRefusals } from '../domain/sharing.refusals';
import { contractStates } from '../domain/sharing.states';
import { ALL_PPM } from '../domain/split';
import { contractText } from '../domain/statement';
import { SharingContract } from './sharing.entity';
import { SharingDesk } from './sharing-desk';

export interface SaidContract {
  readonly parkId: string;
  readonly eastRegionCode: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string | null;
  readonly outputEastPpm: number;
  readonly taxEastPpm: number;
  readonly jobsEastPpm: number;
  readonly note?: string | null;
}

/** Before it nothing counts; land is granted for 70 years at most. */
const FIRST_DAY = '2016-01-01';
const LONGEST_YEARS = 70;
const FIRST_DAYS = ['01-01', '04-01', '07-01', '10-01'];
const LAST_DAYS = ['03-31', '06-30', '09-30', '12-31'];

/** Loads contracts under lock, and moves them from a proposal to what both sides have signed. */
@Injectable()
export class ContractBook {
  constructor(
    private readonly pairings: Pairings,
    private readonly desk: SharingDesk,
  ) {}

  /** The park is held: of two contracts of one park the second sees what became of the first. */
  async lock(
    tx: Tx,
    actor: Actor,
    id: string,
    path = ['contractId'],
  ): Promise<{ contract: SharingContract; side: PairingSide }> {
    const [park] = await tx.query<{ id: string }>(
      'SELECT p.id FROM parks p JOIN sharing_contracts c ON c.park_id = p.id WHERE c.id = $1 FOR UPDATE OF p',
      [id],
    );
    const contract = park ? await tx.manager.findOneBy(SharingContract, { id }) : null;
    if (!contract) throw notFound(path);
    return { contract, side: this.desk.sideOf(actor, contract, path) };
  }

  async propose(tx: Tx, actor: Actor, said: SaidContract): Promise<SharingContract> {
    const homeCountyCode = await this.requirePark(tx, said);
    requireWords(said, businessDateOf(tx.at));
    const { parkId, eastRegionCode } = said;
    this.desk.sideOf(actor, { eastRegionCode, homeCountyCode }, ['parkId']);
    const terms = {
      parkId,
      eastRegionCode,
      homeCountyCode,
      effectiveFrom: said.effectiveFrom,
      effectiveTo: said.effectiveTo ?? null,
      outputEastPpm: said.outputEastPpm,
      outputWestPpm: ALL_PPM - said.outputEastPpm,
      taxEastPpm: said.taxEastPpm,
      taxWestPpm: ALL_PPM - said.taxEastPpm,
      jobsEastPpm: said.jobsEastPpm,
      jobsWestPpm: ALL_PPM - said.jobsEastPpm,
      note: said.note ?? null,
    };
    await this.requireApart(tx, terms);
    const id = randomUUID();
    const contract: SharingContract = {
      ...terms,
      id,
      version: 1,
      sha256: sha256(contractText({ id, ...terms })),
      state: 'PROPOSED',
      proposedBy: actor.memberId,
      proposerId: actor.organizationId,
      proposedAt: tx.at,
      decidedAt: null,
      decisionNote: null,
    };
    await tx.add(SharingContract, contract);
    await this.desk.toSign(tx, 'contract', id, contract);
    await this.desk.record(tx, actor, 'proposeSharingContract', 'contract', {
      id,
      from: null,
      to: contract.state,
      data: { parkId },
    });
    return contract;
  }

  async sign(
    tx: Tx,
    actor: Actor,
    { contract, side }: { contract: SharingContract; side: PairingSide },
    read: string,
  ): Promise<void> {
    const { id, sha256: hash } = contract;
    const verb = contract.state === 'SIGNED_ONE' ? 'signSecond' : 'signFirst';
    const state = contractStates.next(contract.state, verb, ['contractId']);
    await this.requireApart(tx, contract);
    await this.desk.sign(tx, actor, 'contract', { id, side, sha256: hash, read });
    const decidedAt = state === 'IN_FORCE' ? tx.at : null;
    await tx.change(SharingContract, contract, { state, decidedAt });
    await this.desk.record(tx, actor, 'signSharingContract', 'contract', {
      id,
      from: contract.state,
      to: state,
      data: { sha256: hash, side },
    });
  }

  async withdraw(tx: Tx, actor: Actor, contract: SharingContract, note: string): Promise<void> {
    const state = contractStates.next(contract.state, 'withdraw', ['contractId']);
    await tx.change(SharingContract, contract, { state, decidedAt: tx.at, decisionNote: note });
    await this.desk.close(tx, 'contract', contract.id);
    await this.desk.record(tx, actor, 'withdrawSharingContract', 'contract', {
      id: contract.id,
      from: contract.state,
      to: state,
    });
  }

  /** Answers its home county; the row is held, so that two contracts of one park come one after the other. */
  private async requirePark(tx: Tx, { parkId, eastRegionCode }: SaidContract): Promise<string> {
    const [park] = await tx.query<{ state: string; kind: string; county: string; home: string }>(
      `SELECT p.state, w.kind, p.county_code AS county, p.home_county_code AS home FROM parks p
         JOIN park_wordings w ON w.park_id = p.id AND w.number = p.wording WHERE p.id = $1 FOR UPDATE OF p`,
      [parkId],
    );
    if (!park) throw notFound(['parkId']);
    if (park.state !== 'CONFIRMED' || !['ENCLAVE', 'JOINT'].includes(park.kind))
      refuse(sharingRefusals.PARK_SHARES_NOTHING(['parkId']));
    const on = businessDateOf(tx.at);
    const east = await this.pairings.easternPartners(tx, { regionCode: park.home, on });
    if (sideOf(park.county) === 'EAST') east.push(park.county);
    if (!east.includes(eastRegionCode)) refuse(sharingRefusals.EAST_NOT_OF_PARK(['eastRegionCode']));
    return park.home;
  }

  private async requireApart(
    tx: Tx,
    { parkId, effectiveFrom, effectiveTo }: Pick<SharingContract, 'parkId' | 'effectiveFrom' | 'effectiveTo'>,
  ): Promise<void> {
    const overlapping = await tx.query(
      `SELECT FROM sharing_contracts WHERE park_id = $1 AND state = 'IN_FORCE'
          AND daterange(effective_from, effective_to, '[]') && daterange($2::date, $3::date, '[]')`,
      [parkId, effectiveFrom, effectiveTo],
    );
    if (overlapping.length > 0) refuse(sharingRefusals.CONTRACTS_OVERLAP(['effectiveFrom']));
  }
}

function requireWords(said: SaidContract, today: string): void {
  for (const name of ['outputEastPpm', 'taxEastPpm', 'jobsEastPpm'] as const)
    if (said[name] < 0 || said[name] > ALL_PPM) refuse(sharingRefusals.SPLIT_OUT_OF_RANGE([name]));
  const { effectiveFrom: from, effectiveTo: to } = said;
  const range = { from: FIRST_DAY, to: `${Number(today.slice(0, 4)) + LONGEST_YEARS}-12-31` };
  if (from < range.from || from > range.to)
    refuse(sharingRefusals.CONTRACT_DAYS_OUT_OF_RANGE(range, ['effectiveFrom']));
  if (!FIRST_DAYS.includes(from.slice(5))) refuse(sharingRefusals.QUARTER_DAYS(['effectiveFrom']));
  if (!to) return;
  if (to > range.to) refuse(sharingRefusals.CONTRACT_DAYS_OUT_OF_RANGE(range, ['effectiveTo']));
  if (to < from || !LAST_DAYS.includes(to.slice(5))) refuse(sharingRefusals.QUARTER_DAYS(['effectiveTo']));
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
