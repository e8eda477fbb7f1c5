import { randomUUID } from 'node:crypto';
import type { Line, Lines } from './access-line';
import { goodsOf } from './access-lines-catalog';
import { agreement } from './access-lines-pairing';
import type { Place, World } from './access-world';

/** A plan in force for an agreement of the place, with one line of its buyer. */
async function planAt(world: World, place: Place): Promise<{ planId: string; lineId: string }> {
  const agreementId = await agreement('ACTIVE')(world, place);
  const { productId } = await goodsOf(world, place);
  const [planId, lineId] = [randomUUID(), randomUUID()];
  const sha256 = 'b'.repeat(64);
  await world.app.transactions.run(async (tx) => {
    await tx.query(`INSERT INTO purchase_plan_inputs VALUES ($1, '', $2) ON CONFLICT DO NOTHING`, [
      sha256,
      tx.at,
    ]);
    await tx.query(
      `INSERT INTO purchase_plans (id, version, agreement_id, state, requested_by, requester_id, requested_at, attempts, input_sha256,
         rules_version, report_sha256, ended_at)
       SELECT $1, 1, $2, 'PROPOSED', m.id, m.organization_id, $4, 1, $3, 'v', $3, $4 FROM members m LIMIT 1`,
      [planId, agreementId, sha256, tx.at],
    );
    await tx.query(
      `INSERT INTO purchase_plan_lines (id, version, plan_id, position, commitment_id, buyer_id, unit_id, supplier_id, product_id,
         supply_kind, county_code, category_code, month, quantity_base, price_unit, unit_price_fen, goods_fen, landed_fen, why, state)
       SELECT $1, 1, $2, 1, c.id, $3, $3, $4, $5, 'LOT', '513430', '13', '2026-09-01', 100000, 'kg', 6000, 600000, 600000, $7, 'PROPOSED'
       FROM commitments c WHERE c.agreement_id = $6 AND c.leaf = 'OWN'`,
      [lineId, planId, place.buyerId, place.supplierId, productId, agreementId, JSON.stringify(WHY)],
    );
  });
  return { planId, lineId };
}

const WHY = {
  leafGapFen: '600000',
  categoryCode: '13',
  wantsFen: '600000',
  budgetFen: null,
  months: ['2026-09'],
  fullMonths: [],
  referenceFen: '6000',
  cheaperTaken: 0,
};

const planOf = async (world: World, place: Place) => (await planAt(world, place)).planId;
const onAgreement: Line = {
  record: agreement('ACTIVE'),
  overseen: 'BOTH',
  variables: (agreementId) => ({ agreementId }),
};
const onLine = (more: object): Line => ({
  record: async (world, place) => (await planAt(world, place)).lineId,
  owners: ['buyerId'],
  overseen: 'NOBODY',
  variables: (planLineId) => ({ lines: [{ planLineId, expectedVersion: 1 }], ...more }),
});

export const planLines: Lines = {
  requestPurchasePlan: onAgreement,
  purchasePlans: onAgreement,
  purchasePlan: { record: planOf, overseen: 'BOTH', variables: (id) => ({ id }) },
  purchasePlanLines: {
    record: planOf,
    overseen: 'BOTH',
    variables: (purchasePlanId) => ({ purchasePlanId }),
  },
  ownPlanLines: { variables: () => ({ states: ['PROPOSED'] }) },
  acceptPlanLines: onLine({
    terms: {
      title: '示例',
      quoteDeadline: '2026-07-20T04:00:00Z',
      sealed: false,
      deliveryCounty: '330211',
    },
  }),
  declinePlanLines: onLine({ reason: 'NO_NEED' }),
};
