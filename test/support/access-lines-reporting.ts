import type { Lines } from './access-line';
import { onAgreement } from './access-lines-counting';
import type { World } from './access-world';

/** A table that each place’s buyer has taken out. */
export async function prepareReporting({ app, own, near, far }: World): Promise<void> {
  for (const { buyerId, buyer } of [own, near, far])
    await app.database.query(
      `INSERT INTO exports (id, at, member_id, organization_id, what, format, scope, filter, row_count, byte_count, sha256)
       VALUES (gen_random_uuid(), $1, $2, $3, 'FRAMEWORK_CALL_OFFS', 'CSV', '{"roles": ["BUYER_CLERK"]}', '{}', 1, 20, $4)`,
      [app.clock.now(), buyer.id, buyerId, 'f'.repeat(64)],
    );
}

export const reportingLines: Lines = {
  exports: { variables: () => ({}) },
  agreementBook: { ...onAgreement, variables: (agreementId) => ({ agreementId }) },
  unitBook: { ...onAgreement, variables: (agreementId) => ({ agreementId }) },
  countyBook: {
    record: (_world, place) => place.westCounty,
    overseen: 'WEST',
    variables: (regionCode) => ({ regionCode: /^\d{6}$/.test(regionCode) ? regionCode : '999999' }),
  },
  publicFigures: { variables: () => ({}) },
  resultTable: { variables: () => ({}) },
  bookEntries: [{ variables: () => ({}) }, { ...onAgreement, variables: (agreementId) => ({ agreementId }) }],
};
