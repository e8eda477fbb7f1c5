import { randomUUID } from 'node:crypto';
import type { Line, Lines } from './access-line';
import type { Place, World } from './access-world';
import { TEST_PASSWORD } from './people';
import { confirmedAt } from './access-lines-parks';
import { contractTerms } from './sharing';

const SHA = '0'.repeat(64);
const SIGNED = { sha256: SHA, password: TEST_PASSWORD };

/** A jointly built park of the place. */
async function jointAt(world: World, place: Place): Promise<string> {
  return confirmedAt(world, place, 'JOINT');
}
const parks = new WeakMap<Place, string>();
export async function prepareSharing(world: World): Promise<void> {
  parks.set(world.own, await jointAt(world, world.own));
}

/** As one side would have proposed it, or both have signed it. */
const contractAt =
  (state: 'PROPOSED' | 'IN_FORCE') =>
  async (world: World, place: Place): Promise<string> => {
    const id = randomUUID();
    const parkId = await jointAt(world, place);
    const { database } = world.app;
    await database.query(
      `INSERT INTO sharing_contracts (id, version, park_id, east_region_code, home_county_code, effective_from,
         output_east_ppm, output_west_ppm, tax_east_ppm, tax_west_ppm, jobs_east_ppm, jobs_west_ppm, sha256, state,
         proposed_by, proposer_id, proposed_at, decided_at)
       VALUES ($1, 1, $2, $3, $4, '2025-01-01', 500000, 500000, 500000, 500000, 500000, 500000, $5, $6, $7, $8, now(),
         CASE WHEN $6 = 'IN_FORCE' THEN now() END)`,
      [id, parkId, place.eastCounty, place.westCounty, SHA, state, place.supplier.id, place.departmentId],
    );
    return id;
  };

async function statementAt(world: World, place: Place): Promise<string> {
  const id = randomUUID();
  const contractId = await contractAt('IN_FORCE')(world, place);
  await world.app.database.query(
    `INSERT INTO sharing_statements (id, version, contract_id, year, number, output_fen, output_fen_east, output_fen_west,
       tax_fen, tax_fen_east, tax_fen_west, jobs, jobs_east, jobs_west, sha256, state, drawn_by, drawer_id, drawn_at)
     VALUES ($1, 1, $2, 2025, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, $3, 'DRAWN', $4, $5, now())`,
    [id, contractId, SHA, place.supplier.id, place.departmentId],
  );
  return id;
}

const OFFICE = 'COORD_COUNTY WEST';
const ofBoth = (record: Line['record'], variables: Line['variables'], by?: string): Line => ({
  record,
  overseen: 'BOTH',
  ...(by ? { by } : {}),
  variables,
});

export const sharingLines: Lines = {
  sharingContract: ofBoth(contractAt('PROPOSED'), (id) => ({ id })),
  sharingContracts: { variables: () => ({}) },
  sharingStatement: ofBoth(statementAt, (id) => ({ id })),
  sharingStatements: { variables: () => ({}) },
  proposeSharingContract: {
    by: OFFICE,
    variables: (_id, own) =>
      contractTerms(parks.get(own) ?? '', own.eastCounty, { effectiveTo: '2030-12-31', note: '示例' }),
  },
  signSharingContract: ofBoth(contractAt('PROPOSED'), (contractId) => ({ contractId, ...SIGNED }), OFFICE),
  withdrawSharingContract: ofBoth(
    contractAt('PROPOSED'),
    (contractId) => ({ contractId, note: '示例' }),
    OFFICE,
  ),
  drawSharingStatement: ofBoth(withStatement, (contractId) => ({ contractId, year: 2025 }), OFFICE),
  signSharingStatement: ofBoth(statementAt, (statementId) => ({ statementId, ...SIGNED }), OFFICE),
  disputeSharingStatement: ofBoth(statementAt, (statementId) => ({ statementId, note: '示例' }), OFFICE),
};

/** A disputed statement is drawn anew though no record has changed. */
async function withStatement(world: World, place: Place): Promise<string> {
  const statementId = await statementAt(world, place);
  const [row] = await world.app.database.query<{ id: string }>(
    `UPDATE sharing_statements SET state = 'DISPUTED', disputed_by = $2, disputer_id = $3, dispute_note = '示例'
      WHERE id = $1 RETURNING contract_id AS id`,
    [statementId, place.supplier.id, place.departmentId],
  );
  return row?.id ?? '';
}
