import { Injectable } from '@nestjs/common';
import type { BusinessDate, Tx } from '../../platform/index';
import { Regions } from '../../regions/index';
import type { MatchProposal } from './match-proposal.entity';

/** What key counties would have sold by a proposal and do not, because their suppliers were not asked. */
@Injectable()
export class FloorLosses {
  constructor(private readonly regions: Regions) {}

  async of(tx: Tx, { id, runId }: MatchProposal, supplierIds: readonly string[]): Promise<bigint> {
    const dropped = await tx.query<{ county: string; ppm: number; fen: bigint; on: BusinessDate }>(
      `SELECT coalesce(share.county_code, forward.origin_county_code) AS county, e.goods_fen AS fen, run.as_of AS "on",
         coalesce(share.parts_per_million, 1000000) AS ppm
       FROM match_edges e JOIN match_runs run ON run.id = $2
         LEFT JOIN lot_origin_shares share ON share.lot_id = e.lot_id
         LEFT JOIN forward_supplies forward ON forward.id = e.forward_supply_id
       WHERE e.proposal_id = $1 AND NOT e.supplier_id = ANY($3::uuid[])`,
      [id, runId, supplierIds],
    );
    const { designations } = await this.regions.facts(tx);
    return dropped
      .filter(({ county, on }) => designations.designationsOf(county, on).includes('KEY_ASSISTED_COUNTY'))
      .reduce((sum, { fen, ppm }) => sum + (fen * BigInt(ppm)) / 1_000_000n, 0n);
  }
}
