import { randomUUID } from 'node:crypto';
import type { Lines } from './access-line';
import type { Place, World } from './access-world';
import { TEST_PASSWORD, addMember, addOrganization } from './people';

const SHA256 = 'b'.repeat(64);

/** A budget unit below the place's buyer. */
const school = ({ app }: World, { unitId, eastCounty }: Place) =>
  app.transactions.run((tx) =>
    addOrganization(tx, { kind: 'PUBLIC_UNIT', regionCode: eastCounty, parentId: unitId }),
  );

/** The same, as if it had filed. */
const filing = ({ app }: World, { unitId, buyerId, eastCounty }: Place) =>
  app.transactions.run(async (tx) => {
    const [id, school] = [
      randomUUID(),
      await addOrganization(tx, { kind: 'PUBLIC_UNIT', regionCode: eastCounty, parentId: unitId }),
    ];
    const { id: filer } = await addMember(app, tx, school, 'BUYER_APPROVER');
    await tx.query(
      `INSERT INTO reserve_filings (id, unit_id, year, canteen, canteen_fen, rate_bp, required_fen, supervising_id, state, content,
         sha256, filed_by, filed_at) VALUES ($1, $2, 2026, 'OWN', 1000, 1000, 100, $3, 'FILED', '示例', $4, $5, $6)`,
      [id, school, buyerId, SHA256, filer, tx.at],
    );
    return id;
  });

const mandate = ({ app }: World, { unitId, eastCounty }: Place) =>
  app.transactions.run(async (tx) => {
    const id = randomUUID();
    const contractor = await addOrganization(tx, { kind: 'ENTERPRISE', regionCode: eastCounty });
    const { id: granter } = await addMember(app, tx, unitId, 'BUYER_APPROVER');
    await tx.query(
      `INSERT INTO purchasing_mandates (id, contractor_id, unit_id, valid_from, granted_by, granted_at)
       VALUES ($1, $2, $3, '2026-01-01', $4, $5)`,
      [id, contractor, unitId, granter, tx.at],
    );
    return id;
  });

const ofBuyer = { owners: ['buyerId'], overseen: 'NOBODY' } as const;

export const reserveLines: Lines = {
  reserveFilings: { variables: () => ({}) },
  purchasers: { variables: () => ({}) },
  fileReserve: {
    record: school,
    ...ofBuyer,
    variables: (unitId) => ({
      unitId,
      year: 2026,
      canteen: 'NONE',
      unionUnitIds: [],
      password: TEST_PASSWORD,
    }),
  },
  confirmFiling: {
    record: filing,
    ...ofBuyer,
    variables: (filingId) => ({ filingId, sha256: SHA256, password: TEST_PASSWORD }),
  },
  returnFiling: {
    record: filing,
    ...ofBuyer,
    variables: (filingId) => ({ filingId, reason: '示例' }),
  },
  grantPurchaser: {
    record: (_world, place) => place.unitId,
    ...ofBuyer,
    variables: (unitId, _own, { far }) => ({ unitId, contractorId: far.buyerId, validFrom: '2027-01-01' }),
  },
  endPurchaser: {
    record: mandate,
    ...ofBuyer,
    variables: (mandateId) => ({ mandateId, lastDay: '2027-12-31' }),
  },
};
