import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';
import type { EvidenceKind } from '../domain/evidence-kinds';

/** 计入份额 of a claim: one line of a confirmed one, attributed to the unit that paid. */
export interface ClaimedPortion {
  readonly claimId: string;
  readonly claimLineId: string;
  readonly lotId: string;
  readonly supplierId: string;
  readonly buyerId: string;
  readonly unitId: string;
  readonly countyCode: string;
  readonly categoryCode: string;
  readonly goodsFen: bigint;
  /** What reversals have left of it. */
  readonly restFen: bigint;
  readonly purchasedOn: string;
  /** At most one of each scheme. */
  readonly relationChoices: readonly string[];
  readonly evidenceKinds: readonly EvidenceKind[];
}

/** Confirmed claims as counting sees them. */
@Injectable()
export class ClaimLines {
  /** Of the claims that were confirmed, also where they are reversed by now; in the order of their lines. */
  portions(reader: Reader, claimIds: readonly string[]): Promise<ClaimedPortion[]> {
    return reader.query<ClaimedPortion>(
      `SELECT c.id AS "claimId", l.id AS "claimLineId", l.lot_id AS "lotId", c.supplier_id AS "supplierId", c.buyer_id AS "buyerId",
         c.unit_id AS "unitId", l.county_code AS "countyCode", l.category_code AS "categoryCode", l.goods_fen AS "goodsFen",
         l.goods_fen - l.reversed_fen AS "restFen", c.purchased_on AS "purchasedOn", l.relation_choices AS "relationChoices",
         (SELECT array_agg(DISTINCT e.kind ORDER BY e.kind) FROM claim_evidence e WHERE e.claim_id = c.id) AS "evidenceKinds"
       FROM claims c JOIN claim_lines l ON l.claim_id = c.id AND l.revision = c.revision
       WHERE c.id = ANY($1::uuid[]) AND c.state IN ('CONFIRMED', 'REVERSED') ORDER BY c.id, l.position`,
      [claimIds],
    );
  }
}
