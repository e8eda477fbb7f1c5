import type { FloorRow } from './lot-rows';

export interface CountyName {
  readonly name: string;
  readonly fullName: string;
}

/** Grams as kilograms, millilitres as litres: digits, never a float. */
function quantity(base: string, unit: string): { value: string; unit: string } {
  const digits = base.padStart(4, '0');
  return { value: `${digits.slice(0, -3)}.${digits.slice(-3)}`, unit };
}

function yuan(fen: string): { amount: string; currency: string } {
  const digits = fen.padStart(3, '0');
  return { amount: `${digits.slice(0, -2)}.${digits.slice(-2)}`, currency: 'CNY' };
}

/** The same JSON as the product's answer. */
export function lotAnswer(row: FloorRow, counties: ReadonlyMap<string, CountyName>) {
  const county = counties.get(row.county);
  return {
    id: row.id,
    productName: row.name,
    categoryCode: row.category,
    certificateNo: row.certificate_no,
    grade: row.grade,
    harvestedOn: row.harvested_on,
    expiresOn: row.expires_on,
    recognised: row.recognised,
    available: quantity(row.available, row.unit),
    origin: { code: row.county, name: county?.name, fullName: county?.fullName },
    supplier: { id: row.supplier_id, name: row.supplier },
    certificates: row.certificates,
    terms: {
      listingVersionId: row.terms_id,
      ladder: row.ladder.map(({ from, fen }) => ({ from: quantity(from, row.unit), unitPrice: yuan(fen) })),
      priceUnit: row.price_unit,
      vatRate: `0.${String(row.vat_rate_bp).padStart(4, '0')}`.replace(/0{1,2}$/, ''),
      moq: quantity(row.moq, row.unit),
      packSize: quantity(row.pack_size, row.unit),
      freight: { kind: row.freight_kind, amount: yuan(row.freight_fen) },
      onSaleFrom: row.on_sale_from,
      onSaleTo: row.on_sale_to,
      leadDays: row.lead_days,
    },
  };
}
