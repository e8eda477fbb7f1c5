import type { Line, Lines } from './access-line';
import type { Place, World } from './access-world';
import { CLAIM, claimTerms, uploaded, type ShownClaim } from './claims';
import { freshKey } from './app';
import { makeGoods, type Goods } from './goods';
import { signInAgain, TEST_PASSWORD, type Person } from './people';

const goodsByPlace = new WeakMap<Place, Goods>();

async function goodsAt({ app }: World, place: Place): Promise<Goods> {
  const known = goodsByPlace.get(place);
  if (known) return known;
  const supplier = { id: place.supplierId, member: place.supplier };
  const wish = { countyCode: place.westCounty, verifiedMu: null, inBase: 1_000_000_000n };
  const goods = await makeGoods(app, { supplier }, wish);
  goodsByPlace.set(place, goods);
  return goods;
}

/** A claim of the place’s buyer with two kinds of evidence, new each time. */
async function submitted(world: World, place: Place): Promise<ShownClaim> {
  const { app } = world;
  const evidence = [
    { kind: 'INVOICE', fileId: await uploaded(app, place.buyer) },
    { kind: 'PAYMENT', fileId: await uploaded(app, place.buyer) },
  ];
  const terms = claimTerms(place.unitId, await goodsAt(world, place), { kg: '1' });
  const { data, errors } = await app.graphql<{ submitClaim: { claim: ShownClaim | null } }>(
    `mutation ($input: SubmitClaimInput!) { submitClaim(input: $input) { claim { ${CLAIM} } refusals { code path } } }`,
    { input: { idempotencyKey: freshKey(), terms, evidence } },
    { token: await signInAgain(app, place.buyer) },
  );
  const claim = data.submitClaim.claim;
  if (!claim) throw new Error(JSON.stringify(errors ?? data));
  return claim;
}

const hashes = new Map<string, string>();
const NO_HASH = '0'.repeat(64);
async function claimAt(world: World, place: Place): Promise<string> {
  const { id, sha256 } = await submitted(world, place);
  hashes.set(id, sha256);
  return id;
}

/** Confirmed as both sides would have done it: for reading and taking back. */
async function confirmedAt(world: World, place: Place): Promise<string> {
  const { id, lines } = await submitted(world, place);
  const { database } = world.app;
  await database.query(
    `INSERT INTO claim_checks SELECT gen_random_uuid(), $1, side, o.organization_id, o.id, repeat('0', 64), NULL, c.submitted_at
       FROM claims c, (SELECT m.id, m.organization_id, CASE WHEN row_number() OVER (ORDER BY m.id) = 1 THEN 'EAST' ELSE 'WEST' END AS side
         FROM (SELECT DISTINCT ON (organization_id) id, organization_id FROM members WHERE 'VERIFIER' = ANY(roles) ORDER BY organization_id, id) m LIMIT 2) o
      WHERE c.id = $1`,
    [id],
  );
  await database.query(
    `WITH held AS (UPDATE lot_holdings SET shipped_base = reserved_base, reserved_base = 0 WHERE holder_id = $1 RETURNING lot_id, shipped_base)
     UPDATE lot_stock s SET reserved_base = s.reserved_base - h.shipped_base, shipped_base = s.shipped_base + h.shipped_base
       FROM held h WHERE s.lot_id = h.lot_id`,
    [lines[0]?.id],
  );
  await database.query(`UPDATE claims SET state = 'CONFIRMED', decided_at = submitted_at WHERE id = $1`, [
    id,
  ]);
  return id;
}

/** Claimant and supplier know it, and the offices of both ends. */
const seen = (more: Line['variables']): Line => ({
  record: claimAt,
  owners: ['buyerId', 'unitId', 'supplierId'],
  overseen: 'BOTH',
  variables: more,
});
const ofBuyer = (more: Line['variables']): Line => ({
  record: claimAt,
  owners: ['buyerId'],
  overseen: 'NOBODY',
  variables: more,
});
const ofOffice = (more: Line['variables']): Line => ({ record: claimAt, overseen: 'BOTH', variables: more });

/** Of the one row of each table below, another every time: no two of them are one purchase. */
const amounts = new Map<string, string>();

/** A table the place’s buyer staged, as it stands once its one row is checked. */
async function importAt(world: World, place: Place): Promise<string> {
  const { app } = world;
  const fileId = await uploaded(app, place.buyer);
  const goods = await goodsAt(world, place);
  const { invoiceNo } = claimTerms(place.unitId, goods);
  const yuan = 3_000 + amounts.size;
  const [row] = await app.database.query<{ id: string }>(
    `WITH staged AS (
       INSERT INTO claim_imports (id, version, buyer_id, file_id, state, places, rows_read, rows_good, good_fen, staged_by, staged_at)
       SELECT gen_random_uuid(), 1, organization_id, $1, 'CHECKED', '{}', 1, 1, $3::bigint, id, created_at FROM members WHERE id = $2 RETURNING *)
     INSERT INTO claim_import_rows (import_id, row_no, invoice_no, invoice_fen, purchased_on, quantity_base, quantity_unit, goods_fen,
       evidence, unit_id, supplier_id, lot_id, errors)
     SELECT id, 3, $4, good_fen, '2026-07-08', 1000, 'g', good_fen, '{}', $5, $6, $7, '{}' FROM staged RETURNING import_id AS id`,
    [fileId, place.buyer.id, yuan * 100, invoiceNo, place.unitId, goods.supplierId, goods.lotId],
  );
  const id = row?.id ?? '';
  amounts.set(id, `${yuan}.00`);
  return id;
}
const ofStager = (more: Line['variables']): Line => ({
  record: importAt,
  owners: ['buyerId'],
  overseen: 'NOBODY',
  variables: more,
});

async function unitAt(world: World, place: Place): Promise<string> {
  await goodsAt(world, place);
  return place.unitId;
}

/** By an invoice no other claim names. */
function termsOf(unitId: string, own: Place): object {
  const goods = goodsByPlace.get(own);
  if (!goods) throw new Error('the place has no goods yet');
  return claimTerms(unitId, goods, { kg: '1' });
}

const NO_FILE = '00000000-0000-4000-8000-00000000000a';
/** By claim: a paper to attach. */
const papers = new Map<string, string>();

/** A file is used by whoever uploaded it: at the own place the clerk who asks. */
function stagerAt({ own, callers }: World, place: Place): Person {
  const clerk = callers.find(({ label }) => label === 'BUYER_CLERK')?.person;
  return place === own && clerk ? clerk : place.buyer;
}

export const claimLines: Lines = {
  claims: { variables: () => ({}) },
  claimImports: { variables: () => ({}) },
  claimImport: ofStager((id) => ({ id })),
  stageClaimImport: {
    record: (world, place) => uploaded(world.app, stagerAt(world, place)),
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (fileId) => ({ fileId, evidence: [] }),
  },
  confirmClaimImport: ofStager((importId) => ({
    importId,
    rows: 1,
    amount: { amount: amounts.get(importId) ?? '1.00' },
  })),
  discardClaimImport: ofStager((importId) => ({ importId })),
  claim: seen((id) => ({ id })),
  submitClaim: {
    record: unitAt,
    owners: ['buyerId'],
    overseen: 'NOBODY',
    variables: (unitId, own) => ({ terms: termsOf(unitId, own), evidence: [] }),
  },
  amendClaim: ofBuyer((claimId, own) => ({ claimId, terms: termsOf(own.unitId, own) })),
  withdrawClaim: ofBuyer((claimId) => ({ claimId, note: '示例' })),
  attachClaimEvidence: {
    ...ofBuyer((claimId) => ({
      claimId,
      evidence: [{ kind: 'CONTRACT', fileId: papers.get(claimId) ?? NO_FILE }],
    })),
    record: async (world, place) => {
      const id = await claimAt(world, place);
      papers.set(id, await uploaded(world.app, stagerAt(world, place)));
      return id;
    },
  },
  verifyClaims: ofOffice((claimId) => ({
    claims: [{ claimId, expectedVersion: 2, sha256: hashes.get(claimId) ?? NO_HASH }],
    password: TEST_PASSWORD,
  })),
  rejectClaim: ofOffice((claimId) => ({ claimId, note: '示例' })),
  reverseClaim: {
    record: confirmedAt,
    owners: ['buyerId'],
    overseen: 'BOTH',
    by: 'VERIFIER WEST',
    variables: (claimId) => ({ claimId, reason: 'NOT_GENUINE', note: '示例' }),
  },
};
