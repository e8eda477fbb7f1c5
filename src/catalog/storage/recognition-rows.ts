/** SQL: whether the product was recognised on the day, past or present; a withdrawal takes effect on its own day. */
export const recognised = (product: string, day: string) =>
  `coalesce((SELECT true FROM recognitions r WHERE r.product_id = ${product} AND r.valid_from <= ${day}::date
     AND ${day}::date <= r.valid_to AND (r.withdrawn_on IS NULL OR ${day}::date < r.withdrawn_on) LIMIT 1), false)`;
