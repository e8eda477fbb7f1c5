import type { CertificateKind } from '../domain/certificate-match';
import { FACTS, TERMS, type FactsRow } from './lot-rows';
import { recognised } from './recognition-rows';
import { TERMS_REST, type TermsRow } from './terms-view';

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

/** A lot as people look at it; what is rarely asked for (origin shares, the land behind it) is read apart. */
export interface LotViewRow extends FactsRow, Partial<Omit<TermsRow, 'display_unit'>> {
  version: number;
  supplier_name: string;
  certificate_issuer_id: string;
  reserved_base: bigint;
  shipped_base: bigint;
  loss_base: bigint;
  recognised: boolean;
  certificates: CertificateView[];
  capacity_id: string | null;
}

/** Columns and tables of a lot view; `$1` is the day it is looked at. */
export const LOT_VIEW = `${FACTS}, ${TERMS}, ${TERMS_REST}, l.version, o.name AS supplier_name, l.certificate_issuer_id,
  s.reserved_base, s.shipped_base, s.loss_base, l.capacity_id,
  ${recognised('p.id', '$1')} AS recognised,
  (SELECT coalesce(json_agg(json_build_object('id', k.id, 'kind', k.kind, 'number', k.number, 'holderName', k.holder_name,
            'scope', k.scope, 'validFrom', k.valid_from, 'validTo', k.valid_to, 'version', k.version)
            ORDER BY k.kind, k.number), '[]')
     FROM product_certificates k WHERE k.product_id = p.id AND k.withdrawn_on IS NULL
       AND k.valid_from <= $1::date AND $1::date <= k.valid_to) AS certificates`;

const GOODS = 'lots l JOIN lot_stock s ON s.lot_id = l.id JOIN products p ON p.id = l.product_id';

export const LOT_VIEW_FROM = `${GOODS} JOIN organizations o ON o.id = l.supplier_id LEFT JOIN listings g ON g.id = l.listing_id
  LEFT JOIN listing_versions v ON v.listing_id = g.id AND v.number = g.current_number`;

const LISTED = `JOIN products p ON p.id = l.product_id JOIN organizations o ON o.id = l.supplier_id
  JOIN listings g ON g.id = l.listing_id JOIN listing_versions v ON v.listing_id = g.id AND v.number = g.current_number`;

/** The same where only lots under a listing are wanted. */
export const LISTED_LOTS = `lots l JOIN lot_stock s ON s.lot_id = l.id ${LISTED}`;

/**
 * The same for a page in the order of the lots: the stock is looked up lot by lot (OFFSET 0 says so), for side by side
 * with the lots all stock before the page would be read first.
 */
export const LISTED_LOTS_IN_ORDER = `lots l CROSS JOIN LATERAL (SELECT * FROM lot_stock WHERE lot_id = l.id OFFSET 0) s ${LISTED}`;

/** What anybody signed in may see and order. */
export const ON_SALE = `l.state = 'AVAILABLE' AND g.state = 'LISTED' AND NOT g.supplier_suspended`;
