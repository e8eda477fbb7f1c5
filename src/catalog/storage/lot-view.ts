import type { CertificateKind } from '../domain/certificate-match';
import type { LotFacts } from '../domain/sellable-lot';
import { FACTS, TERMS, factsOf, type FactsRow } from './lot-rows';
import { TERMS_REST, termsViewOf, type TermsRow, type TermsView } from './terms-view';

export interface CertificateView {
  readonly id: string;
  readonly kind: CertificateKind;
  readonly number: string;
  readonly holderName: string;
  readonly scope: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly version: number;
}

/** A lot as people look at it: facts, terms, certificates, and the land behind it. */
export interface LotView extends LotFacts {
  readonly version: number;
  readonly certificateIssuerId: string;
  readonly reservedBase: bigint;
  readonly shippedBase: bigint;
  readonly lossBase: bigint;
  readonly recognised: boolean;
  readonly certificates: readonly CertificateView[];
  readonly terms: TermsView | null;
  readonly capacity: {
    readonly id: string;
    readonly cropCode: string;
    readonly countyCode: string;
    readonly season: number;
    readonly verifiedAreaSi: bigint;
    readonly registeredBase: bigint;
  } | null;
}

export interface LotViewRow extends FactsRow, Partial<Omit<TermsRow, 'display_unit'>> {
  version: number;
  certificate_issuer_id: string;
  reserved_base: bigint;
  shipped_base: bigint;
  loss_base: bigint;
  recognised: boolean;
  certificates: CertificateView[];
  capacity_id: string | null;
  crop_code: string;
  capacity_county: string;
  season: number;
  verified_area_si: bigint;
  registered_base: bigint;
}

/** Columns and tables of a lot view; `$1` is the day it is looked at. */
export const LOT_VIEW = `${FACTS}, ${TERMS}, ${TERMS_REST}, l.version, l.certificate_issuer_id, s.reserved_base,
  s.shipped_base, s.loss_base, l.capacity_id, c.crop_code, c.county_code AS capacity_county, c.season,
  c.verified_area_si, c.registered_base,
  EXISTS (SELECT 1 FROM recognitions r WHERE r.product_id = p.id AND r.valid_from <= $1::date
            AND $1::date <= r.valid_to AND (r.withdrawn_on IS NULL OR $1::date < r.withdrawn_on)) AS recognised,
  (SELECT coalesce(json_agg(json_build_object('id', k.id, 'kind', k.kind, 'number', k.number, 'holderName', k.holder_name,
            'scope', k.scope, 'validFrom', k.valid_from, 'validTo', k.valid_to, 'version', k.version)
            ORDER BY k.kind, k.number), '[]')
     FROM product_certificates k WHERE k.product_id = p.id AND k.withdrawn_on IS NULL
       AND k.valid_from <= $1::date AND $1::date <= k.valid_to) AS certificates`;

export const LOT_VIEW_FROM = `lots l JOIN lot_stock s ON s.lot_id = l.id JOIN products p ON p.id = l.product_id
  LEFT JOIN listings g ON g.id = l.listing_id
  LEFT JOIN listing_versions v ON v.listing_id = g.id AND v.number = g.current_number
  LEFT JOIN capacities c ON c.id = l.capacity_id`;

/** What anybody signed in may see and order. */
export const ON_SALE = `l.state = 'AVAILABLE' AND g.state = 'LISTED' AND NOT g.supplier_suspended`;

export function lotViewOf(row: LotViewRow): LotView {
  return {
    ...factsOf(row),
    version: row.version,
    certificateIssuerId: row.certificate_issuer_id,
    reservedBase: row.reserved_base,
    shippedBase: row.shipped_base,
    lossBase: row.loss_base,
    recognised: row.recognised,
    certificates: row.certificates,
    terms: row.listing_version_id ? termsViewOf(row as TermsRow) : null,
    capacity: row.capacity_id
      ? {
          id: row.capacity_id,
          cropCode: row.crop_code,
          countyCode: row.capacity_county,
          season: row.season,
          verifiedAreaSi: row.verified_area_si,
          registeredBase: row.registered_base,
        }
      : null,
  };
}
