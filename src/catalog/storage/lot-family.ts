import type { Tx } from '../../platform/index';
import { lockStock } from './stock-locks';

const DESCENDANTS = `
  WITH RECURSIVE made (lot_id) AS (
    SELECT $1::uuid
    UNION
    SELECT child.lot_id FROM made
      JOIN lot_transformation_parts source ON source.lot_id = made.lot_id AND source.side = 'SOURCE'
      JOIN lot_transformation_parts child
        ON child.transformation_id = source.transformation_id AND child.side = 'CHILD')
  SELECT lot_id AS id FROM made ORDER BY lot_id`;

/**
 * This lot and every lot made of it by merging and splitting, their stock locked in the order of their ids as everybody
 * locks several. Looked up again under the locks until nothing new is found: no further lot can then be made of any.
 */
export async function lockFamily(tx: Tx, lotId: string): Promise<string[]> {
  for (let known = -1; ;) {
    const ids = (await tx.query<{ id: string }>(DESCENDANTS, [lotId])).map(({ id }) => id);
    if (ids.length === known) return ids;
    known = ids.length;
    await lockStock(tx, ids);
  }
}
