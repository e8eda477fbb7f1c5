import { Injectable } from '@nestjs/common';
import { Relations } from '../../pairing/index';
import type { Tx } from '../../platform/index';

/** A purchase and the relations its buyer wants it to count on. */
export interface ChosenRelations {
  readonly unitId: string;
  readonly unitRegionCode: string;
  readonly supplierId: string;
  readonly countyCode: string;
  readonly purchasedOn: string;
  readonly relationChoices: readonly string[];
}

/** Chosen relations: at most one of each scheme, one of those that cover unit and goods equally closely on the day. */
@Injectable()
export class ClaimRelations {
  constructor(private readonly relations: Relations) {}

  /** Of each purchase in its order, whether its choices fit it. */
  async fit(tx: Tx, purchases: readonly ChosenRelations[]): Promise<boolean[]> {
    const schemes = await this.schemes(tx, purchases);
    const asked = purchases.flatMap(({ relationChoices, countyCode, purchasedOn, ...purchase }, index) =>
      relationChoices.map((id) => ({
        index,
        id,
        question: {
          ...purchase,
          scheme: schemes.get(id) ?? '',
          countyCodes: [countyCode],
          on: purchasedOn,
        },
      })),
    );
    const leaves = await this.relations.leavesFor(
      tx,
      asked.map(({ question }) => question),
    );
    const misfits = new Set(
      asked.flatMap(({ index, id }, n) =>
        leaves[n]?.some(({ pairingId }) => pairingId === id) ? [] : [index],
      ),
    );
    return purchases.map(({ relationChoices }, index) => {
      const oneEach = new Set(relationChoices.map((id) => schemes.get(id))).size === relationChoices.length;
      return oneEach && !misfits.has(index);
    });
  }

  private async schemes(tx: Tx, purchases: readonly ChosenRelations[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ id: string; kind: string }>(
      'SELECT id, kind FROM pairings WHERE id = ANY($1::uuid[])',
      [[...new Set(purchases.flatMap(({ relationChoices }) => relationChoices))]],
    );
    return new Map(rows.map(({ id, kind }) => [id, kind]));
  }
}
