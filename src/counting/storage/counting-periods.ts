import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { monthOf } from '../domain/portion';
import type { PeriodState } from '../domain/counting-period.states';
import { CountingPeriod } from './counting-period.entity';

/** 统计期 by agreement and month: a month nobody has closed is open. */
@Injectable()
export class CountingPeriods {
  /** What a transaction has been told stays so until it ends. */
  private readonly told = new WeakMap<Tx, Map<string, Promise<string>>>();

  /** The state of the month, which stays as it is until this transaction ends. */
  async stateOf(tx: Tx, agreementId: string, month: string): Promise<PeriodState> {
    const [row] = await tx.query<{ state: PeriodState }>('SELECT counting_period_state($1, $2) AS state', [
      agreementId,
      month,
    ]);
    return row?.state ?? 'OPEN';
  }

  /** The month a row is booked in: its own, or, where that is closed, the current one; it stays open until the row is written. */
  openFor(tx: Tx, agreementId: string, day: string, today: string): Promise<string> {
    const known = this.told.get(tx) ?? new Map<string, Promise<string>>();
    this.told.set(tx, known);
    const key = `${agreementId} ${monthOf(day)}`;
    const month = known.get(key) ?? this.askOpenFor(tx, agreementId, day, today);
    known.set(key, month);
    return month;
  }

  /** Asked of many in one statement, in the order in which months are locked; `openFor` then knows. */
  async holdOpen(
    tx: Tx,
    wanted: readonly { readonly agreementId: string; readonly day: string }[],
    today: string,
  ): Promise<void> {
    const known = this.told.get(tx) ?? new Map<string, Promise<string>>();
    this.told.set(tx, known);
    const keys = new Set(wanted.map(({ agreementId, day }) => `${agreementId} ${monthOf(day)}`));
    const asked = [...keys].filter((key) => !known.has(key)).toSorted();
    if (asked.length === 0) return;
    const rows = await tx.query<{ key: string; month: string }>(
      `SELECT key, open_counting_month(split_part(key, ' ', 1)::uuid, split_part(key, ' ', 2)::date, $2) AS month
       FROM unnest($1::text[]) WITH ORDINALITY AS asked (key, place) ORDER BY place`,
      [asked, monthOf(today)],
    );
    for (const { key, month } of rows) known.set(key, Promise.resolve(month));
  }

  private async askOpenFor(tx: Tx, agreementId: string, day: string, today: string): Promise<string> {
    const [row] = await tx.query<{ month: string }>('SELECT open_counting_month($1, $2, $3) AS month', [
      agreementId,
      monthOf(day),
      monthOf(today),
    ]);
    return row?.month ?? monthOf(today);
  }

  /** Returns when everybody who books into the month has finished; who comes after waits for this transaction. */
  async closeAlone(tx: Tx, agreementId: string, month: string): Promise<CountingPeriod | null> {
    await tx.query('SELECT pg_advisory_xact_lock(counting_period_key($1, $2))', [agreementId, month]);
    return tx.manager.findOneBy(CountingPeriod, { agreementId, month });
  }

  async lock(tx: Tx, id: string): Promise<CountingPeriod | null> {
    return tx.manager.findOne(CountingPeriod, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async lockMonth(tx: Tx, agreementId: string, month: string): Promise<CountingPeriod | null> {
    const where = { agreementId, month };
    return tx.manager.findOne(CountingPeriod, { where, lock: { mode: 'pessimistic_write' } });
  }
}
