import type { LotViewRow } from '../storage/lot-view';
import { LotRecord } from './lot-record';

const ROW = {
  listing_version_id: 'v',
  ladder: [{ from: '1000', fen: '1250' }],
  vat_rate_bp: 900,
  moq_base: 1000n,
  pack_size_base: 1000n,
  freight_fen: 0n,
  available_base: 5000n,
  in_base: 9000n,
  display_unit: 'kg',
  supplier_id: 's',
  supplier_name: '示例合作社',
  origin_county_code: '530326',
  harvested_on: '2026-06-01',
};

describe('a lot as it is shown', () => {
  // A compiled query reads `terms` again for each of the fields below it.
  it.each(['terms', 'available', 'total', 'supplier', 'origin'] as const)('makes its %s once', (name) => {
    const facts = { lineage: { periodOn: () => null } };
    const record = new LotRecord(ROW as unknown as LotViewRow, facts as never);
    const made = record[name];
    expect(made).not.toBeNull();
    expect(record[name]).toBe(made);
  });
});
