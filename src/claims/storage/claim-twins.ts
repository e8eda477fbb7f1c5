import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Organizations } from '../../organizations/index';
import { businessDateOf, type Tx } from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { claimsRefusals } from '../domain/claims.refusals';

export interface Questioned {
  readonly lotId: string;
  readonly productId: string;
  readonly goodsFen: bigint;
  readonly purchasedOn: string;
}

export interface Twin {
  /** Which of the lines asked about. */
  readonly n: number;
  readonly kind: 'ORDER' | 'CLAIM';
  readonly id: string;
  readonly number: string;
  /** The same purchase twice, by all that can be known; another only resembles it. */
  readonly exact: boolean;
}

const ASKED = `asked AS (SELECT * FROM unnest($1::int[], $2::uuid[], $3::uuid[], $4::bigint[], $5::date[])
  AS a (n, lot_id, product_id, fen, bought_on))`;

/** Orders of the payer's house that were neither cancelled nor refused: of the same lot, or of the same goods for as much. */
const ORDERS = `
  SELECT a.n, 'ORDER' AS kind, o.id, o.number, bool_or(l.lot_id = a.lot_id AND (l.goods_fen = a.fen OR paid.fen = a.fen)) AS exact
  FROM asked a JOIN order_lines l ON l.product_id = a.product_id
  JOIN orders o ON o.id = l.order_id AND o.unit_id = ANY($6::uuid[])
    AND o.state NOT IN ('CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED')
  LEFT JOIN settlements s ON s.order_id = o.id
  LEFT JOIN LATERAL (SELECT sum(x.goods_fen) AS fen FROM settlement_lines x WHERE x.order_line_id = l.id) paid ON true
  WHERE a.bought_on BETWEEN o.placed_on - $7::int AND coalesce(s.settled_on, o.placed_on) + $7::int
    AND (l.lot_id = a.lot_id OR l.goods_fen = a.fen OR paid.fen = a.fen)
  GROUP BY 1, 2, 3, 4`;

/** Claims of the payer's house by another invoice, of the same goods for as much. */
const CLAIMS = `
  SELECT a.n, 'CLAIM' AS kind, c.id, c.number, bool_or(l.lot_id = a.lot_id AND c.purchased_on = a.bought_on) AS exact
  FROM asked a JOIN claim_lines l ON l.product_id = a.product_id AND l.goods_fen = a.fen AND l.live
  JOIN claims c ON c.id = l.claim_id AND c.unit_id = ANY($6::uuid[]) AND c.id IS DISTINCT FROM $8::uuid
  WHERE a.bought_on BETWEEN c.purchased_on - $7::int AND c.purchased_on + $7::int
  GROUP BY 1, 2, 3, 4`;

/** Purchases that may be the one that is claimed: on the platform, or claimed already. */
@Injectable()
export class ClaimTwins {
  constructor(
    private readonly organizations: Organizations,
    private readonly regions: Regions,
  ) {}

  /** Under the locks of the lots, so that of two twins at once the second sees the first. `claimId`: not a twin of itself. */
  async find(
    tx: Tx,
    house: readonly string[],
    lines: readonly Questioned[],
    claimId: string | null,
  ): Promise<Twin[]> {
    const days = wholeNumberOf(
      await this.regions.rule('CLAIM_TWIN_DAYS', businessDateOf(tx.at), undefined, tx),
    );
    return tx.query<Twin>(`WITH ${ASKED} ${ORDERS} UNION ALL ${CLAIMS} ORDER BY 1, 4`, [
      lines.map((_, n) => n),
      lines.map(({ lotId }) => lotId),
      lines.map(({ productId }) => productId),
      lines.map(({ goodsFen }) => String(goodsFen)),
      lines.map(({ purchasedOn }) => purchasedOn),
      house,
      days,
      claimId,
    ]);
  }

  /** The payer's whole house: units buy for each other, and split what one of them needs. */
  async house(tx: Tx, unitId: string): Promise<string[]> {
    const above = await tx.query<{ id: string }>(
      `WITH RECURSIVE line AS (SELECT id, parent_id FROM organizations WHERE id = $1
         UNION ALL SELECT o.id, o.parent_id FROM organizations o JOIN line l ON o.id = l.parent_id)
       SELECT id FROM line WHERE parent_id IS NULL`,
      [unitId],
    );
    return this.organizations.unitsUnder(tx, above[0]?.id ?? unitId);
  }
}

/** Refuses what is the same purchase; answers what only resembles it. */
export function requireNoneExact(twins: readonly Twin[], pathOf: (n: number) => RefusalPath): Twin[] {
  const same = twins.find(({ exact }) => exact);
  if (same) {
    const told = { number: same.number };
    const path = pathOf(same.n);
    refuse(
      same.kind === 'ORDER'
        ? claimsRefusals.TWIN_ON_PLATFORM(told, path)
        : claimsRefusals.TWIN_CLAIM(told, path),
    );
  }
  return [...twins];
}
