import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { businessDateOf, type Tx } from '../../platform/index';
import { monthOf, type Judgement, type Portion } from '../domain/portion';
import type { TakingBack } from '../domain/reversal-reasons';
import { CountingPeriods } from './counting-periods';

/** An original entry with what its reversals have left of it. */
export interface LiveEntry {
  readonly id: string;
  readonly kind: 'PROVISIONAL' | 'CONFIRMED';
  readonly portionId: string;
  readonly attempt: number;
  readonly agreementId: string;
  readonly pairingId: string;
  readonly unitId: string;
  readonly lotId: string;
  readonly countedOn: string;
  /** First day of the month it is booked in. */
  readonly period: string;
  readonly restFen: bigint;
}

/** A correction of the attribution stays in the month of what it corrects; everything else goes where booking is open. */
export interface BookedIn {
  readonly period: string;
}

const JUDGING = `hashtextextended('counting:judging', 0)`;

/** 计入与冲销: only appended; the database's trigger has the last word on attempts and rests (I5, I7). */
@Injectable()
export class CountingEntries {
  constructor(private readonly periods: CountingPeriods) {}

  /** One writer per order at a time: reactions, re-attributions, late agreements. */
  async lockOrder(tx: Tx, orderId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`counting:${orderId}`]);
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

  /** Orders with a line of the lot, in the order everybody locks them who locks several. */
  async ordersOf(tx: Tx, lotId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      'SELECT DISTINCT order_id AS id FROM order_lines WHERE lot_id = $1 ORDER BY 1',
      [lotId],
    );
    return rows.map(({ id }) => id);
  }

  /** The newest attempt of every portion of the order, also where nothing is left of it. */
  async ofOrder(tx: Tx, orderId: string): Promise<LiveEntry[]> {
    return tx.query<LiveEntry>(
      `SELECT DISTINCT ON (e.scheme, e.portion_id) e.id, e.kind, e.portion_id AS "portionId", e.attempt, e.agreement_id AS "agreementId",
         e.pairing_id AS "pairingId", e.unit_id AS "unitId", line.lot_id AS "lotId",
         e.counted_on AS "countedOn", e.period, (e.amount_fen + coalesce((SELECT sum(r.amount_fen) FROM counting_entries r WHERE r.original_id = e.id), 0))::bigint AS "restFen"
       FROM counting_entries e JOIN order_lines line ON line.id = e.order_line_id
       WHERE e.order_id = $1 AND e.original_id IS NULL
       ORDER BY e.scheme, e.portion_id, e.attempt DESC`,
      [orderId],
    );
  }

  async add(
    tx: Tx,
    portion: Portion,
    judgement: Judgement,
    { attempt, cause, booked }: { attempt: number; cause: string; booked?: BookedIn },
  ): Promise<void> {
    const { leaf } = judgement;
    if (!leaf) throw new Error('a portion without a leaf cannot be counted');
    const period =
      booked?.period ?? (await this.periods.openFor(tx, leaf.agreementId, portion.on, businessDateOf(tx.at)));
    const ownMonth = monthOf(portion.on);
    await tx.query(
      `INSERT INTO counting_entries (id, scheme, kind, portion_id, attempt, cause, amount_fen, pairing_id, agreement_id,
         commitment_id, target_leaf, east_region_code, west_region_code, year, counted_on, period, original_period,
         order_id, order_line_id, settlement_line_id, unit_id, buyer_id, supplier_id, unit_region_code, county_code,
         category_code, rule_version, explain, recorded_at)
       VALUES ($1, 'EAST_WEST', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
         $22, $23, $24, $25, $26, $27, $28)`,
      [
        randomUUID(),
        portion.settlementLineId ? 'CONFIRMED' : 'PROVISIONAL',
        portion.portionId,
        attempt,
        cause,
        portion.amountFen,
        leaf.pairingId,
        leaf.agreementId,
        leaf.commitmentId,
        leaf.targetLeaf,
        leaf.eastRegionCode,
        leaf.westRegionCode,
        Number(portion.on.slice(0, 4)),
        portion.on,
        period,
        period === ownMonth ? null : ownMonth,
        portion.orderId,
        portion.orderLineId,
        portion.settlementLineId,
        portion.unitId,
        portion.buyerId,
        portion.supplierId,
        judgement.unitRegionCode,
        portion.countyCode,
        portion.categoryCode,
        judgement.ruleVersion,
        JSON.stringify(judgement.explain),
        tx.at,
      ],
    );
  }

  /**
   * Takes back part or all of an entry by a linked negative one, never more than is left.
   * The same cause takes back once; answers what was taken now.
   */
  async takeBack(
    tx: Tx,
    entry: LiveEntry,
    fen: bigint,
    { cause, reason }: TakingBack,
    booked?: BookedIn,
  ): Promise<bigint> {
    const amount = fen < entry.restFen ? fen : entry.restFen;
    if (amount <= 0n) return 0n;
    const period =
      booked?.period ??
      (await this.periods.openFor(tx, entry.agreementId, entry.period, businessDateOf(tx.at)));
    const added = await tx.query(
      `INSERT INTO counting_entries (id, scheme, kind, portion_id, attempt, original_id, cause, reason, amount_fen, pairing_id,
         agreement_id, commitment_id, target_leaf, east_region_code, west_region_code, year, counted_on, period,
         original_period, order_id, order_line_id, settlement_line_id, unit_id, buyer_id, supplier_id, unit_region_code,
         county_code, category_code, rule_version, explain, recorded_at)
       SELECT $1, scheme, CASE kind WHEN 'PROVISIONAL' THEN 'VOID' ELSE 'REVERSAL' END, portion_id, attempt, id, $3, $8, $4,
         pairing_id, agreement_id, commitment_id, target_leaf, east_region_code, west_region_code, year, counted_on, $5,
         CASE WHEN date_trunc('month', counted_on) <> $5::date THEN date_trunc('month', counted_on)::date END, order_id, order_line_id, settlement_line_id, unit_id, buyer_id,
         supplier_id, unit_region_code, county_code, category_code, rule_version, explain, $6
       FROM counting_entries WHERE id = $2
         AND NOT EXISTS (SELECT FROM counting_entries done
           WHERE done.scheme = counting_entries.scheme AND done.portion_id = $7 AND done.cause = $3 AND done.original_id IS NOT NULL)
       RETURNING id`,
      [randomUUID(), entry.id, cause, -amount, period, tx.at, entry.portionId, reason],
    );
    return added.length > 0 ? amount : 0n;
  }
}
