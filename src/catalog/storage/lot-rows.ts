import { priceLadder, type PriceLadder } from '../../../libs/money/src/index';
import type { BusinessDate, Reader } from '../../platform/index';
import type { ListingState } from '../domain/listing.states';
import type { LotState } from '../domain/lot.states';
import type { FreightKind, GoodsBaseUnit, LotFacts, SellableLot } from '../domain/sellable-lot';
import type { VatTreatment } from '../domain/vat';

export interface FactsRow {
  lot_id: string;
  product_id: string;
  product_name: string;
  supplier_id: string;
  listing_id: string | null;
  category_code: string;
  origin_county_code: string;
  grade: string;
  base_unit: GoodsBaseUnit;
  display_unit: string;
  certificate_no: string;
  harvested_on: BusinessDate;
  expires_on: BusinessDate;
  state: LotState;
  in_base: bigint;
  available_base: bigint;
}

interface SharedFactsRow extends FactsRow {
  origin_shares: { county: string; ppm: number }[];
}

/** The columns of TERMS, and whose they are. */
export interface TermsRow {
  listing_id: string;
  listing_version_id: string;
  listing_state: ListingState;
  supplier_suspended: boolean;
  ladder: StoredStep[];
  price_unit: string;
  vat_treatment: VatTreatment;
  vat_rate_bp: number;
  moq_base: bigint;
  pack_size_base: bigint;
  freight_kind: FreightKind;
  freight_fen: bigint;
  on_sale_from: BusinessDate;
  on_sale_to: BusinessDate;
  lead_days: number;
}

export type SellableRow = SharedFactsRow & TermsRow;

/** A ladder step as it stands in jsonb: whole numbers as text, because JSON numbers are floats. */
export interface StoredStep {
  from: string;
  fen: string;
}

export const FACTS = `l.id AS lot_id, p.id AS product_id, p.name AS product_name, l.supplier_id, l.listing_id, p.category_code,
  l.origin_county_code, l.grade, p.base_unit, p.display_unit, l.certificate_no, l.harvested_on, l.expires_on, l.state,
  s.in_base, s.in_base - s.reserved_base - s.shipped_base - s.loss_base - s.transformed_out_base AS available_base`;

const SHARES = `(SELECT json_agg(json_build_object('county', o.county_code, 'ppm', o.parts_per_million) ORDER BY o.county_code)
     FROM lot_origin_shares o WHERE o.lot_id = l.id) AS origin_shares`;

export const TERMS = `v.id AS listing_version_id, g.state AS listing_state, g.supplier_suspended, v.ladder, v.price_unit,
  v.vat_treatment, v.vat_rate_bp, v.moq_base, v.pack_size_base, v.freight_kind, v.freight_fen, v.on_sale_from,
  v.on_sale_to, v.lead_days`;

const LOTS = 'lots l JOIN lot_stock s ON s.lot_id = l.id JOIN products p ON p.id = l.product_id';

export async function readLotFacts(
  reader: Reader,
  lotIds: readonly string[],
): Promise<Map<string, LotFacts>> {
  const rows = await reader.query<SharedFactsRow>(
    `SELECT ${FACTS}, ${SHARES} FROM ${LOTS} WHERE l.id = ANY($1::uuid[])`,
    [lotIds],
  );
  return new Map(rows.map((row) => [row.lot_id, factsOf(row)]));
}

/** Lots that stand under a listing, with its present terms. */
export async function readSellableLots(
  reader: Reader,
  lotIds: readonly string[],
): Promise<Map<string, SellableLot>> {
  const rows = await reader.query<SellableRow>(
    `SELECT ${FACTS}, ${SHARES}, ${TERMS} FROM ${LOTS} JOIN listings g ON g.id = l.listing_id
       JOIN listing_versions v ON v.listing_id = g.id AND v.number = g.current_number
     WHERE l.id = ANY($1::uuid[])`,
    [lotIds],
  );
  return new Map(rows.map((row) => [row.lot_id, sellableOf(row)]));
}

export function ladderOf(steps: readonly StoredStep[]): PriceLadder {
  return priceLadder(
    steps.map(({ from, fen }) => ({ fromQuantityBase: BigInt(from), unitPriceFen: BigInt(fen) })),
  );
}

function factsOf(row: SharedFactsRow): LotFacts {
  return {
    lotId: row.lot_id,
    productId: row.product_id,
    productName: row.product_name,
    supplierId: row.supplier_id,
    listingId: row.listing_id,
    categoryCode: row.category_code,
    originCountyCode: row.origin_county_code,
    originShares: row.origin_shares.map(({ county, ppm }) => ({ countyCode: county, partsPerMillion: ppm })),
    grade: row.grade,
    baseUnit: row.base_unit,
    displayUnit: row.display_unit,
    certificateNo: row.certificate_no,
    harvestedOn: row.harvested_on,
    expiresOn: row.expires_on,
    state: row.state,
    inBase: row.in_base,
    availableBase: row.available_base,
  };
}

function sellableOf(row: SellableRow): SellableLot {
  return { ...factsOf(row), ...termsOf(row) };
}

export function termsOf(row: TermsRow) {
  return {
    listingId: row.listing_id,
    listingVersionId: row.listing_version_id,
    listingState: row.listing_state,
    supplierSuspended: row.supplier_suspended,
    ladder: ladderOf(row.ladder),
    priceUnit: row.price_unit,
    vatTreatment: row.vat_treatment,
    vatRateBp: row.vat_rate_bp,
    moqBase: row.moq_base,
    packSizeBase: row.pack_size_base,
    freight: { kind: row.freight_kind, fen: row.freight_fen },
    onSaleFrom: row.on_sale_from,
    onSaleTo: row.on_sale_to,
    leadDays: row.lead_days,
  };
}
