import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import type { ChosenDelivery } from './pooled-award';
import type { Bound } from './quoter-standing';

interface ApprovedSample {
  readonly sourcingLineId: string;
  readonly supplierId: string;
  readonly number: string;
}

const keyOf = (sourcingLineId: string, supplierId: string) => `${sourcingLineId} ${supplierId}`;

/** 看样订货: the number of the sample a buyer approved last of what one supplier would deliver on one line. */
@Injectable()
export class ApprovedSamples {
  async keep(tx: Tx, { sourcingLineId, supplierId, number }: ApprovedSample): Promise<void> {
    await tx.query(
      `INSERT INTO approved_samples (sourcing_line_id, supplier_id, number) VALUES ($1, $2, $3)
       ON CONFLICT (sourcing_line_id, supplier_id) DO UPDATE SET number = excluded.number`,
      [sourcingLineId, supplierId, number],
    );
  }

  /** What is awarded, each line with the sample it has to be like. */
  async named(tx: Tx, bound: readonly Bound[]): Promise<Bound[]> {
    const rows = await tx.query<ApprovedSample>(
      `SELECT sourcing_line_id AS "sourcingLineId", supplier_id AS "supplierId", number FROM approved_samples
        WHERE sourcing_line_id = ANY($1::uuid[]) AND supplier_id = ANY($2::uuid[])`,
      [
        bound.flatMap(({ chosen }) => chosen.deliveries.flatMap(({ lines }) => lines)).map(lineIdOf),
        bound.map(({ quote }) => quote.supplierId),
      ],
    );
    const numbers = new Map(rows.map((row) => [keyOf(row.sourcingLineId, row.supplierId), row.number]));
    return bound.map(({ quote, chosen }) => ({
      quote,
      chosen: {
        ...chosen,
        deliveries: chosen.deliveries.map(({ delivery, lines }): ChosenDelivery => ({
          delivery,
          lines: lines.map((line) => ({
            ...line,
            sampleNumber: numbers.get(keyOf(line.sourcingLineId, quote.supplierId)) ?? null,
          })),
        })),
      },
    }));
  }
}

const lineIdOf = ({ sourcingLineId }: { readonly sourcingLineId: string }) => sourcingLineId;
