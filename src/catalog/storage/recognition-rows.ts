import type { BusinessDate, Reader } from '../../platform/index';

/** Whether the product was recognised on any day, past or present; a withdrawal takes effect on its own day. */
export async function recognisedOn(reader: Reader, productId: string, on: BusinessDate): Promise<boolean> {
  const rows = await reader.query(
    `SELECT 1 FROM recognitions WHERE product_id = $1 AND valid_from <= $2::date AND $2::date <= valid_to
       AND (withdrawn_on IS NULL OR $2::date < withdrawn_on) LIMIT 1`,
    [productId, on],
  );
  return rows.length > 0;
}
