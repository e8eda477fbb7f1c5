import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/index';
import file from '../data/east-west-pairings.json';
import { readPairings } from '../domain/pairing-reference';

/** Loads the pairings that ship with the program; a pairing already known stays as it is. */
@Injectable()
export class PairingReference {
  constructor(private readonly transactions: Transactions) {}

  /** The number of pairings that were new. */
  async load(): Promise<number> {
    const rows = readPairings(file).map((row) => ({ ...row, id: stableId(row.key) }));
    return this.transactions.run(async (tx) => {
      const added = await tx.query(
        `INSERT INTO pairings (id, kind, level, east_region_code, west_region_code, valid_from, valid_to, state, exclusive,
           source_document, verified, note)
         SELECT row.id, 'EAST_WEST', row.level, row."eastRegionCode", row."westRegionCode", row."validFrom", row."validTo",
           CASE WHEN row."validTo" IS NULL THEN 'ACTIVE' ELSE 'ENDED' END, row.exclusive, row."sourceDocument", row.verified, row.note
         FROM jsonb_to_recordset($1::jsonb) AS row(id uuid, level text, "eastRegionCode" text, "westRegionCode" text,
           "validFrom" date, "validTo" date, exclusive boolean, "sourceDocument" text, verified boolean, note text)
         ON CONFLICT (id) DO NOTHING RETURNING id`,
        [JSON.stringify(rows)],
      );
      return added.length;
    });
  }
}

function stableId(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
