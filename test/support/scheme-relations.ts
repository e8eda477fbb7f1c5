import { randomUUID } from 'node:crypto';
import { AGREEMENT_ACTIVATED } from '../../src/pairing/index';
import { Events } from '../../src/platform/index';
import type { TestApp } from './app';
import { PLACES } from './people';

export interface RelationWish {
  kind: string;
  /** The helping organization; otherwise the eastern region. */
  helper?: string;
  helped?: { organization?: string; list?: string; region?: string };
  /** Who signs for the second side where no region’s office does. */
  counter?: string;
  east?: string;
  validFrom?: string;
  /** Of the yearly paper; 2026 unless said. */
  year?: number;
  /** The yearly paper with this target; none: null. */
  fen?: bigint | null;
}

export interface WrittenRelation {
  readonly id: string;
  readonly agreementId: string;
}

/** A relation of any scheme with its signed yearly paper, written directly: for tests of what counts, not of signing. */
export async function makeRelation(app: TestApp, wish: RelationWish): Promise<WrittenRelation> {
  const [id, agreementId, root, own] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const { organization, list, region } = wish.helped ?? {};
  const { year = 2026 } = wish;
  const ofRegions = !wish.helper && !organization && !list;
  const east = wish.east ?? PLACES.eastCounty;
  const west = list ? '000000' : (region ?? PLACES.westCounty);
  const parties = [wish.helper ?? null, organization ?? null, list ?? null, wish.counter ?? null];
  await app.transactions.run(async (tx) => {
    await tx.query(
      `INSERT INTO pairings (id, kind, level, east_region_code, west_region_code, valid_from, state, exclusive, source_document,
         verified, helper_organization_id, helped_organization_id, helped_list, counter_organization_id)
       VALUES ($1, $2, $3, $4, $5, $6, 'ACTIVE', false, '示例', false, $7, $8, $9, $10)`,
      [
        id,
        wish.kind,
        ofRegions ? 'COUNTY' : 'ORGANIZATION',
        east,
        west,
        wish.validFrom ?? '2026-01-01',
        ...parties,
      ],
    );
    if (wish.fen === null) return;
    await tx.query(
      `INSERT INTO annual_agreements (id, kind, pairing_id, year, east_region_code, west_region_code, state, draft_number, in_force_draft,
         in_force_since, created_at, helper_organization_id, helped_organization_id, helped_list, counter_organization_id)
       VALUES ($1, $2, $3, $11, $4, $5, 'ACTIVE', 1, 1, $6, $6, $7, $8, $9, $10)`,
      [agreementId, wish.kind, id, east, west, tx.at, ...parties, year],
    );
    await tx.query(
      `INSERT INTO commitments (id, agreement_id, indicator, unit) VALUES ($1, $2, 'CON-1', 'YUAN')`,
      [root, agreementId],
    );
    await tx.query(
      `INSERT INTO commitments (id, agreement_id, parent_id, indicator, unit, leaf) VALUES ($1, $2, $3, 'CON-1', 'YUAN', 'OWN')`,
      [own, agreementId, root],
    );
    await tx.query(`INSERT INTO commitment_targets VALUES ($1, 1, $2, $3, $4::date)`, [
      agreementId,
      own,
      wish.fen ?? 1_000_000n,
      `${year}-12-31`,
    ]);
    await app.nest.get(Events).publish(tx, {
      stream: `agreement:${agreementId}`,
      kind: AGREEMENT_ACTIVATED,
      payload: { agreementId, draftNumber: 1 },
    });
  });
  return { id, agreementId };
}
