import type { BusinessDate, Reader } from '../../platform/index';

/** SQL: whether the product was recognised on the day, past or present; a withdrawal takes effect on its own day. */
export const recognised = (product: string, day: string) =>
  `coalesce((SELECT true FROM recognitions r WHERE r.product_id = ${product} AND r.valid_from <= ${day}::date
     AND ${day}::date <= r.valid_to AND (r.withdrawn_on IS NULL OR ${day}::date < r.withdrawn_on) LIMIT 1), false)`;

export async function recognisedOn(reader: Reader, productId: string, on: BusinessDate): Promise<boolean> {
  const [row] = await reader.query<{ yes: boolean }>(`SELECT ${recognised('$1::uuid', '$2')} AS yes`, [
    productId,
    on,
  ]);
  return row?.yes ?? false;
}
