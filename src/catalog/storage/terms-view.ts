import type { FreightKind } from '../domain/sellable-lot';
import type { VatTreatment } from '../domain/vat';
import type { StoredStep } from './lot-rows';

/** The terms of one listing version, for showing. */
export interface TermsView {
  readonly listingVersionId: string;
  readonly number: number;
  readonly ladder: readonly { readonly fromBase: bigint; readonly fen: bigint }[];
  readonly priceUnit: string;
  readonly vatTreatment: VatTreatment;
  readonly vatRateBp: number;
  readonly moqBase: bigint;
  readonly packSizeBase: bigint;
  readonly freightKind: FreightKind;
  readonly freightFen: bigint;
  readonly onSaleFrom: string;
  readonly onSaleTo: string;
  readonly leadDays: number;
  readonly specification: string | null;
  /** The unit quantities are said in. */
  readonly displayUnit: string;
}

export interface TermsRow {
  listing_version_id: string;
  number: number;
  ladder: StoredStep[];
  price_unit: string;
  vat_treatment: VatTreatment;
  vat_rate_bp: number;
  moq_base: bigint;
  pack_size_base: bigint;
  freight_kind: FreightKind;
  freight_fen: bigint;
  on_sale_from: string;
  on_sale_to: string;
  lead_days: number;
  specification: string | null;
  display_unit: string;
}

/** What a view of terms shows beyond what an order needs. */
export const TERMS_REST = 'v.number, v.specification';

export function termsViewOf(row: TermsRow): TermsView {
  return {
    listingVersionId: row.listing_version_id,
    number: row.number,
    ladder: row.ladder.map(({ from, fen }) => ({ fromBase: BigInt(from), fen: BigInt(fen) })),
    priceUnit: row.price_unit,
    vatTreatment: row.vat_treatment,
    vatRateBp: row.vat_rate_bp,
    moqBase: row.moq_base,
    packSizeBase: row.pack_size_base,
    freightKind: row.freight_kind,
    freightFen: row.freight_fen,
    onSaleFrom: row.on_sale_from,
    onSaleTo: row.on_sale_to,
    leadDays: row.lead_days,
    specification: row.specification,
    displayUnit: row.display_unit,
  };
}
