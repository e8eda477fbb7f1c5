import type { Tx } from '../../src/platform/index';

/** The pairing in force of two regions. */
export async function pairingIdOf(tx: Tx, east: string, west: string): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `SELECT id FROM pairings WHERE east_region_code = $1 AND west_region_code = $2 AND state = 'ACTIVE' AND valid_to IS NULL`,
    [east, west],
  );
  if (!row) throw new Error(`${east} and ${west} are not paired`);
  return row.id;
}
