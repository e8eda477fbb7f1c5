import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/index';

/** What everybody may know of goods a run names. */
export interface SupplyCard {
  readonly id: string;
  readonly kind: 'LOT' | 'ANNOUNCEMENT';
  readonly productName: string;
  readonly supplier: { readonly id: string; readonly name: string };
  readonly originCounty: string;
}

const CARD = `jsonb_build_object('id', o.id, 'name', o.name) AS supplier`;

@Injectable()
export class SupplyCards {
  constructor(private readonly database: Database) {}

  async of(ids: Iterable<string>): Promise<(id: string) => SupplyCard> {
    const rows = await this.database.query<SupplyCard>(
      `SELECT l.id, 'LOT' AS kind, p.name AS "productName", l.origin_county_code AS "originCounty", ${CARD}
         FROM lots l JOIN products p ON p.id = l.product_id JOIN organizations o ON o.id = l.supplier_id
        WHERE l.id = ANY($1::uuid[])
       UNION ALL SELECT f.id, 'ANNOUNCEMENT', p.name, f.origin_county_code, ${CARD}
         FROM forward_supplies f JOIN products p ON p.id = f.product_id JOIN organizations o ON o.id = f.supplier_id
        WHERE f.id = ANY($1::uuid[])`,
      [[...new Set(ids)]],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return (id) => {
      const card = byId.get(id);
      if (!card) throw new Error('a run names goods that were never there');
      return card;
    };
  }
}
