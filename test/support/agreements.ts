import { randomUUID } from 'node:crypto';
import { AGREEMENT_ACTIVATED, INDICATORS } from '../../src/pairing/index';
import { Events, type Tx } from '../../src/platform/index';
import type { TestApp } from './app';
import { PLACES } from './people';

export interface AgreementWish {
  year?: number;
  east?: string;
  west?: string;
  /** 本级, in fen. */
  ownFen?: bigint;
  /** Targets of pairings below, in fen, by their two codes. */
  leaves?: readonly { east: string; west: string; fen: bigint }[];
  /** Targets of other indicators, at 本级: fen for yuan. */
  indicators?: Readonly<Record<string, bigint>>;
}

/** An agreement both sides signed, written directly: for tests that need one, not for tests of signing. Answers its id. */
export async function makeAgreement(app: TestApp, wish: AgreementWish = {}): Promise<string> {
  const year = wish.year ?? 2026;
  return app.transactions.run(async (tx) => {
    const pairingId = async (east: string, west: string) => {
      const [row] = await tx.query<{ id: string }>(
        `SELECT id FROM pairings WHERE east_region_code = $1 AND west_region_code = $2 AND state IN ('ACTIVE', 'ENDED')`,
        [east, west],
      );
      if (!row) throw new Error(`${east} and ${west} are not paired`);
      return row.id;
    };
    const [east, west] = [wish.east ?? PLACES.eastCity, wish.west ?? PLACES.westCity];
    const id = randomUUID();
    await tx.query(
      `INSERT INTO annual_agreements (id, kind, pairing_id, year, east_region_code, west_region_code, state, draft_number,
         in_force_draft, in_force_since, created_at) VALUES ($1, 'EAST_WEST', $2, $3, $4, $5, 'ACTIVE', 1, 1, $6, $6)`,
      [id, await pairingId(east, west), year, east, west, tx.at],
    );
    const root = randomUUID();
    await tx.query(
      `INSERT INTO commitments (id, agreement_id, indicator, unit) VALUES ($1, $2, 'CON-1', 'YUAN')`,
      [root, id],
    );
    const leaf = async (pairing: string | null, fen: bigint) => {
      const leafId = randomUUID();
      await tx.query(
        `INSERT INTO commitments (id, agreement_id, parent_id, indicator, unit, leaf, pairing_id) VALUES ($1, $2, $3, 'CON-1', 'YUAN', $4, $5)`,
        [leafId, id, root, pairing ? 'PAIRING' : 'OWN', pairing],
      );
      await tx.query('INSERT INTO commitment_targets VALUES ($1, 1, $2, $3, $4)', [
        id,
        leafId,
        fen,
        `${year}-11-30`,
      ]);
    };
    await leaf(null, wish.ownFen ?? 100_000_000n);
    for (const lower of wish.leaves ?? []) await leaf(await pairingId(lower.east, lower.west), lower.fen);
    for (const [indicator, target] of Object.entries(wish.indicators ?? {}))
      await promise(tx, { agreementId: id, indicator, target, dueOn: `${year}-11-30` });
    await app.nest.get(Events).publish(tx, {
      stream: `agreement:${id}`,
      kind: AGREEMENT_ACTIVATED,
      payload: { agreementId: id, draftNumber: 1 },
    });
    return id;
  });
}

async function promise(
  tx: Tx,
  wish: { agreementId: string; indicator: string; target: bigint; dueOn: string },
): Promise<void> {
  const [rootId, leafId] = [randomUUID(), randomUUID()];
  const about = [wish.agreementId, wish.indicator, INDICATORS.get(wish.indicator)?.unit];
  await tx.query('INSERT INTO commitments (id, agreement_id, indicator, unit) VALUES ($1, $2, $3, $4)', [
    rootId,
    ...about,
  ]);
  await tx.query(
    `INSERT INTO commitments (id, agreement_id, indicator, unit, parent_id, leaf) VALUES ($1, $2, $3, $4, $5, 'OWN')`,
    [leafId, ...about, rootId],
  );
  await tx.query('INSERT INTO commitment_targets VALUES ($1, 1, $2, $3, $4)', [
    wish.agreementId,
    leafId,
    wish.target,
    wish.dueOn,
  ]);
}
