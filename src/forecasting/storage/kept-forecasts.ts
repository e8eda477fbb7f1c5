import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson, sha256Of, type BusinessDate, type Reader, type Tx } from '../../platform/index';
import type { CommitmentState } from '../domain/commitment-state';
import { FORECAST_METHOD } from '../domain/forecast';
import type { AgreementForecast } from './forecasts';

/** What was foretold on a day. */
export interface KeptForecast {
  readonly id: string;
  readonly commitmentId: string;
  readonly madeOn: BusinessDate;
  readonly target: bigint;
  readonly low: bigint;
  readonly mid: bigint;
  readonly high: bigint;
  readonly state: CommitmentState;
}

/** Amounts may outgrow bigint, so they travel as text. */
type ToldForecast = Omit<KeptForecast, 'low' | 'mid' | 'high'> & Record<'low' | 'mid' | 'high', string>;

const COLUMNS = `id, commitment_id AS "commitmentId", made_on AS "madeOn", target, low_amount::text AS low,
  mid_amount::text AS mid, high_amount::text AS high, state`;

/** Forecasts as they were told, append-only: whoever reads one a year later sees what it was made of. */
@Injectable()
export class KeptForecasts {
  /** A day's forecast of a commitment is kept once. */
  async keep(tx: Tx, { agreement, leaves }: AgreementForecast, madeOn: BusinessDate): Promise<void> {
    const rows = leaves.map(({ leaf, facts, forecast, state }) => {
      const text = canonicalJson(facts);
      return {
        id: randomUUID(),
        commitment_id: leaf.commitmentId,
        target: String(facts.target),
        low_amount: String(forecast.low),
        mid_amount: String(forecast.mid),
        high_amount: String(forecast.high),
        state,
        facts: text,
        sha256: sha256Of(Buffer.from(text)),
      };
    });
    await tx.query(
      `INSERT INTO forecasts (id, agreement_id, commitment_id, made_on, target, low_amount, mid_amount, high_amount, state, method, facts, sha256)
       SELECT row.id, $1, row.commitment_id, $2, row.target, row.low_amount, row.mid_amount, row.high_amount, row.state, $4, row.facts, row.sha256
       FROM json_to_recordset($3::json) AS row (id uuid, commitment_id uuid, target bigint, low_amount numeric,
         mid_amount numeric, high_amount numeric, state text, facts text, sha256 text)
       ON CONFLICT (commitment_id, made_on) DO NOTHING`,
      [agreement.agreementId, madeOn, JSON.stringify(rows), FORECAST_METHOD],
    );
  }

  /** Agreements of the year in force that have no forecast since that day. */
  async waiting(reader: Reader, year: number, since: BusinessDate): Promise<string[]> {
    const rows = await reader.query<{ id: string }>(
      `SELECT a.id FROM annual_agreements a WHERE a.year = $1 AND a.in_force_draft IS NOT NULL
         AND NOT EXISTS (SELECT FROM forecasts f WHERE f.agreement_id = a.id AND f.made_on >= $2) ORDER BY a.id`,
      [year, since],
    );
    return rows.map(({ id }) => id);
  }

  async page(
    reader: Reader,
    agreementId: string,
    after: readonly (string | number | null)[],
    fetch: number,
  ): Promise<KeptForecast[]> {
    const rows = await reader.query<ToldForecast>(
      `SELECT ${COLUMNS} FROM forecasts WHERE agreement_id = $1 AND ($2::date IS NULL OR (made_on, id) < ($2, $3::uuid))
       ORDER BY made_on DESC, id DESC LIMIT $4`,
      [agreementId, ...(after.length > 0 ? after : [null, null]), fetch],
    );
    return rows.map((row) => ({
      ...row,
      low: BigInt(row.low),
      mid: BigInt(row.mid),
      high: BigInt(row.high),
    }));
  }

  async count(reader: Reader, agreementId: string): Promise<number> {
    const [row] = await reader.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM forecasts WHERE agreement_id = $1',
      [agreementId],
    );
    return row?.count ?? 0;
  }
}
