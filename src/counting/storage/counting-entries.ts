import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CONSUMPTION_INDICATOR } from '../../pairing/index';
import { businessDateOf, type Tx } from '../../platform/index';
import { monthOf, type Judgement, type Portion } from '../domain/portion';
import type { TakingBack } from '../domain/reversal-reasons';
import { CountingPeriods } from './counting-periods';
import { portionColumns } from './portion-columns';
import type { OrderSlice } from './order-slices';
import { writeEntries, writeIndustry, type NewEntry } from './new-entries';

/** An original entry with what its reversals have left of it. */
export interface LiveEntry {
  readonly id: string;
  readonly scheme: string;
  readonly kind: 'PROVISIONAL' | 'CONFIRMED';
  /** Null: of a claim. */
  readonly orderId: string | null;
  readonly portionId: string;
  readonly attempt: number;
  readonly agreementId: string;
  readonly pairingId: string;
  /** Of what parks bring there is none. */
  readonly unitId: string;
  /** Null: of a claim. */
  readonly lotId: string | null;
  readonly countedOn: string;
  /** First day of the month it is booked in. */
  readonly period: string;
  readonly restFen: bigint;
}

/** A correction of the attribution stays in the month of what it corrects; everything else goes where booking is open. */
export interface BookedIn {
  readonly period: string;
}

const newest = (which: string) => `
  SELECT DISTINCT ON (e.scheme, e.portion_id) e.id, e.scheme, e.kind, e.order_id AS "orderId", e.portion_id AS "portionId", e.attempt,
    e.agreement_id AS "agreementId", e.pairing_id AS "pairingId", e.unit_id AS "unitId", line.lot_id AS "lotId",
    e.counted_on AS "countedOn", e.period,
    (e.amount_fen + coalesce((SELECT sum(r.amount_fen) FROM counting_entries r WHERE r.original_id = e.id), 0))::bigint AS "restFen"
  FROM counting_entries e LEFT JOIN order_lines line ON line.id = e.order_line_id
  WHERE ${which} AND e.original_id IS NULL
  ORDER BY e.scheme, e.portion_id, e.attempt DESC`;

const JUDGING = `hashtextextended('counting:judging', 0)`;

/** 计入与冲销: only appended; the database's trigger has the last word on attempts and rests (I5, I7). */
@Injectable()
export class CountingEntries {
  constructor(private readonly periods: CountingPeriods) {}

  /** One writer per order, or claim, at a time: reactions, re-attributions, late agreements. */
  async lockOrder(tx: Tx, subjectId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`counting:${subjectId}`]);
  }

  /** Of several, in the order of their ids: everybody who locks several does so before he reads any of them. */
  async lockOrders(tx: Tx, orderIds: readonly string[]): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('counting:' || id, 0)) FROM unnest($1::text[]) WITH ORDINALITY AS asked (id, place)
       ORDER BY place`,
      [orderIds],
    );
  }

  /** Taken before an order is judged: who looks for what was left out waits for it. */
  async lockJudging(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock_shared(${JUDGING})`);
  }

  /** Returns when every judgement begun before has been written; those begun later see what this transaction sees. */
  async awaitJudgements(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_lock(${JUDGING})`);
    await tx.query(`SELECT pg_advisory_unlock(${JUDGING})`);
  }

  /** The next orders with a line of the lot. */
  async ordersOf(tx: Tx, lotId: string, { after, atMost }: OrderSlice): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT order_id AS id FROM order_lines WHERE lot_id = $1 AND ($2::uuid IS NULL OR order_id > $2)
       ORDER BY 1 LIMIT $3`,
      [lotId, after, atMost],
    );
    return rows.map(({ id }) => id);
  }

  /** The newest attempt of every portion of the order in every scheme, also where nothing is left of it. */
  ofOrder(tx: Tx, orderId: string): Promise<LiveEntry[]> {
    return this.ofOrders(tx, [orderId]);
  }

  /** Of many orders at once. */
  ofOrders(tx: Tx, orderIds: readonly string[]): Promise<LiveEntry[]> {
    return tx.query<LiveEntry>(newest('e.order_id = ANY($1::uuid[])'), [orderIds]);
  }

  /** The same of single portions, whatever they stand on. */
  ofPortions(tx: Tx, portionIds: readonly string[]): Promise<LiveEntry[]> {
    return tx.query<LiveEntry>(
      newest(
        `e.scheme IN (SELECT code FROM counting_schemes WHERE indicator = '${CONSUMPTION_INDICATOR}') AND e.portion_id = ANY($1::uuid[])`,
      ),
      [portionIds],
    );
  }

  /** The same of what parks bring, with what is part of it. */
  ofIndustry(tx: Tx, portionIds: readonly string[]): Promise<LiveEntry[]> {
    return tx.query<LiveEntry>(
      newest(
        `e.mode = 'INTRODUCTION' AND (e.portion_id = ANY($1::uuid[]) OR e.operating_record_id = ANY($1::uuid[]))`,
      ),
      [portionIds],
    );
  }

  /** The months in which what happened on these days would be booked stay as they are until this transaction ends. */
  holdMonths(tx: Tx, wanted: readonly { agreementId: string; day: string }[]): Promise<void> {
    return this.periods.holdOpen(tx, wanted, businessDateOf(tx.at));
  }

  /** A portion that counts, to be written; its month stays open until then. */
  async counted(
    tx: Tx,
    portion: Portion,
    judgement: Judgement,
    { attempt, cause, booked }: { attempt: number; cause: string; booked?: BookedIn },
  ): Promise<NewEntry> {
    const { leaf } = judgement;
    if (!leaf) throw new Error('a portion without a leaf cannot be counted');
    const period =
      booked?.period ?? (await this.periods.openFor(tx, leaf.agreementId, portion.on, businessDateOf(tx.at)));
    // Spreading so many columns into a new object would cost twenty times as much.
    return Object.assign(portionColumns(portion, judgement), {
      id: randomUUID(),
      kind: portion.source.kind === 'ORDER_LINE' ? 'PROVISIONAL' : 'CONFIRMED',
      attempt,
      cause,
      pairing_id: leaf.pairingId,
      agreement_id: leaf.agreementId,
      commitment_id: leaf.commitmentId,
      target_leaf: leaf.targetLeaf,
      east_region_code: leaf.eastRegionCode,
      west_region_code: leaf.westRegionCode,
      year: Number(portion.on.slice(0, 4)),
      counted_on: portion.on,
      period,
      original_period: otherMonth(portion.on, period),
      recorded_at: tx.at,
    });
  }

  /** Takes back part or all of an entry by a linked negative one, to be written; never more than is left, so perhaps none. */
  async takenBack(
    tx: Tx,
    entry: LiveEntry,
    fen: bigint,
    { cause, reason }: TakingBack,
    booked?: BookedIn,
  ): Promise<NewEntry[]> {
    const amount = fen < entry.restFen ? fen : entry.restFen;
    if (amount <= 0n) return [];
    const period =
      booked?.period ??
      (await this.periods.openFor(tx, entry.agreementId, entry.period, businessDateOf(tx.at)));
    return [
      {
        id: randomUUID(),
        kind: entry.kind === 'PROVISIONAL' ? 'VOID' : 'REVERSAL',
        original_id: entry.id,
        cause,
        reason,
        amount_fen: String(-amount),
        period,
        original_period: otherMonth(entry.countedOn, period),
        recorded_at: tx.at,
      },
    ];
  }

  /**
   * Everything an event books, in one statement: its totals are then taken in the order of their keys, and two
   * transactions never wait for each other in a circle. The same cause takes back once; answers what was written now.
   */
  write(tx: Tx, entries: readonly NewEntry[]): Promise<Set<string>> {
    return writeEntries(tx, entries);
  }

  /** The same of what parks bring. */
  writeIndustry(tx: Tx, entries: readonly NewEntry[]): Promise<Set<string>> {
    return writeIndustry(tx, entries);
  }
}

/** The month of the day, where it is not the one booked in. */
function otherMonth(day: string, period: string): string | null {
  return monthOf(day) === period ? null : monthOf(day);
}
