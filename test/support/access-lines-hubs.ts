import type { Lines } from './access-line';
import type { World } from './access-world';
import { makeGoods } from './goods';

let productId = '';

/** Something of the own supplier that a hub would offer. */
export async function prepareHubs({ app, own }: World): Promise<void> {
  const supplier = { id: own.supplierId, member: own.supplier };
  const goods = await makeGoods(app, { supplier }, { countyCode: own.westCounty, verifiedMu: null });
  productId = goods.productId;
}

export const hubLines: Lines = {
  proposeHubMandate: {
    by: 'SUPPLIER trader', // an offer may go to any producer
    variables: (_id, own) => ({
      principalId: own.supplierId,
      validFrom: '2026-07-10',
      validTo: '2026-12-31',
      goods: [{ productId, ceiling: { value: '100', unit: 'kg' } }],
    }),
  },
  offersInMyName: { variables: () => ({}) },
};
