import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { businessDateOf, type Reader, type Tx } from '../../../platform/index';
import type { IndustryPortion } from '../../domain/industry-portion';
import { monthOf } from '../../domain/portion';
import type { TakingBack } from '../../domain/reversal-reasons';
import { CountingPeriods } from '../counting-periods';
import { writeIndustry, type NewEntry } from '../new-entries';
import type { IndustryJudgement } from './industry-judge';
import { portionIdOf } from './portion-ids';

/** What stands for the industry of a park in the totals. */
const NO_INDUSTRY = '-';

/** The newest attempt of a portion, with what its reversals have left of it. */
export interface LiveIndustry {
  readonly id: string;
  readonly portionId: string;
  /** Of jobs. */
  readonly operatingRecordId: string | null;
  readonly indicator: string;
  readonly attempt: number;
  readonly agreementId: string;
  readonly countedOn: string;
  readonly period: string;
  readonly rest: bigint;
  /** The last month something was taken back in. */
  readonly takenBackIn: string | null;
  /** Causes that have taken back from it. */
  readonly takenBackBy: readonly string[];
  /** People decided that it does not count: nothing counts it anew. */
  readonly decided: boolean;
}

const LIVE = `
  SELECT DISTINCT ON (e.scheme, e.portion_id) e.id, e.portion_id AS "portionId", e.operating_record_id AS "operatingRecordId", s.indicator, e.attempt,
    e.agreement_id AS "agreementId", e.counted_on AS "countedOn", e.period, (e.amount_fen + back.fen)::bigint AS rest,
    back.period AS "takenBackIn",
    back.causes AS "takenBackBy", back.decided
  FROM counting_entries e JOIN counting_schemes s ON s.code = e.scheme
  CROSS JOIN LATERAL (SELECT coalesce(sum(r.amount_fen), 0) AS fen, max(r.period) AS period, coalesce(array_agg(r.cause), '{}') AS causes,
      coalesce(bool_or(r.reason IN ('DISPUTE', 'RESTATEMENT')), false) AS decided
    FROM counting_entries r WHERE r.original_id = e.id) back
  WHERE (e.project_id = ANY($1::uuid[]) OR e.park_id = ANY($1::uuid[])) AND s.indicator = $2 AND e.original_id IS NULL
  ORDER BY e.scheme, e.portion_id, e.attempt DESC`;

/** 产业计入与冲销: appended like all entries, each portion one attempt at a time. */
@Injectable()
export class IndustryEntries {
  constructor(private readonly periods: CountingPeriods) {}

  /** Of projects, or parks. */
  live(reader: Reader, subjectIds: readonly string[], indicator: string): Promise<LiveIndustry[]> {
    return reader.query<LiveIndustry>(LIVE, [subjectIds, indicator]);
  }

  /** What counts, to be written; booked in the month of the day `booked`, or where that is closed in the open one. */
  async counted(
    tx: Tx,
    portion: IndustryPortion,
    { rule, leaf, explain }: IndustryJudgement,
    { attempt, cause, booked }: { attempt: number; cause: string; booked: string },
  ): Promise<NewEntry> {
    if (!leaf) throw new Error('a portion without a leaf cannot be counted');
    const period = await this.openFor(tx, leaf.agreementId, booked);
    const { source, on, amount } = portion;
    const out = amount < 0n;
    return {
      id: randomUUID(),
      scheme: rule.scheme,
      mode: 'INTRODUCTION',
      unit: rule.unit,
      kind: out ? 'REVERSAL' : 'CONFIRMED',
      reason: out ? 'WITHDRAWN' : null,
      portion_id: portionIdOf(portion),
      attempt,
      cause,
      amount_fen: String(amount),
      pairing_id: leaf.pairingId,
      agreement_id: leaf.agreementId,
      commitment_id: leaf.commitmentId,
      target_leaf: leaf.targetLeaf,
      east_region_code: leaf.eastRegionCode,
      west_region_code: leaf.westRegionCode,
      year: Number(on.slice(0, 4)),
      counted_on: on,
      period,
      original_period: otherMonth(on, period),
      project_id: source.projectId,
      park_id: source.parkId,
      capital_record_id: source.capitalRecordId,
      operating_record_id: source.operatingRecordId,
      unit_region_code: portion.pairing?.eastRegionCode,
      county_code: portion.countyCode,
      category_code: portion.industryCode ?? NO_INDUSTRY,
      rule_version: rule.id,
      explain,
      recorded_at: tx.at,
    };
  }

  /** Takes back part or all of an entry by a linked negative one, to be written; in the month of the day `booked` or the open one. */
  async takenBack(
    tx: Tx,
    entry: LiveIndustry,
    amount: bigint,
    { cause, reason }: TakingBack,
    booked: string,
  ): Promise<NewEntry> {
    const period = await this.openFor(tx, entry.agreementId, booked);
    return {
      id: randomUUID(),
      kind: 'REVERSAL',
      original_id: entry.id,
      cause,
      reason,
      amount_fen: String(-amount),
      period,
      original_period: otherMonth(entry.countedOn, period),
      recorded_at: tx.at,
    };
  }

  write(tx: Tx, entries: readonly NewEntry[]): Promise<Set<string>> {
    return writeIndustry(tx, entries);
  }

  private openFor(tx: Tx, agreementId: string, day: string): Promise<string> {
    return this.periods.openFor(tx, agreementId, day, businessDateOf(tx.at));
  }
}

/** The month of the day, where it is not the one booked in. */
const otherMonth = (day: string, period: string) => (monthOf(day) === period ? null : monthOf(day));
