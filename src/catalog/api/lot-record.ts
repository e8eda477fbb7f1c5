import { formatQuantity } from '../../../libs/money/src/index';
import { fullNameOf, placeOn, type RegionFacts } from '../../regions/index';
import type { LotViewRow } from '../storage/lot-view';
import { termsViewOf, type TermsRow } from '../storage/terms-view';
import type { LotType } from './lot.type';
import { termsTypeOf } from './terms.type';

type Made = 'total' | 'available' | 'reserved' | 'shipped' | 'lost' | 'terms' | 'supplier' | 'origin';

/**
 * A lot as the API shows it, made from its row: a page has hundreds of fields, and only what is asked for is worked out.
 * A compiled query reads a property once for every field below it: what is made here is made once and kept.
 */
export class LotRecord implements LotType {
  private readonly made: Partial<Pick<LotType, Made>> = {};

  constructor(
    private readonly row: LotViewRow,
    private readonly facts: RegionFacts,
  ) {}

  get id() {
    return this.row.lot_id;
  }
  get version() {
    return this.row.version;
  }
  get state() {
    return this.row.state;
  }
  get productId() {
    return this.row.product_id;
  }
  get productName() {
    return this.row.product_name;
  }
  get listingId() {
    return this.row.listing_id;
  }
  get categoryCode() {
    return this.row.category_code;
  }
  get certificateNo() {
    return this.row.certificate_no;
  }
  get certificateIssuerId() {
    return this.row.certificate_issuer_id;
  }
  get harvestedOn() {
    return this.row.harvested_on;
  }
  get expiresOn() {
    return this.row.expires_on;
  }
  get grade() {
    return this.row.grade;
  }
  get total() {
    return (this.made.total ??= this.quantity(this.row.in_base));
  }
  get available() {
    return (this.made.available ??= this.quantity(this.row.available_base));
  }
  get reserved() {
    return (this.made.reserved ??= this.quantity(this.row.reserved_base));
  }
  get shipped() {
    return (this.made.shipped ??= this.quantity(this.row.shipped_base));
  }
  get lost() {
    return (this.made.lost ??= this.quantity(this.row.loss_base));
  }
  get recognised() {
    return this.row.recognised;
  }
  get certificates() {
    return this.row.certificates;
  }
  get terms() {
    if (!this.row.listing_version_id) return null;
    return (this.made.terms ??= termsTypeOf(termsViewOf(this.row as TermsRow)));
  }
  get supplier() {
    return (this.made.supplier ??= { id: this.row.supplier_id, name: this.row.supplier_name });
  }
  /** The county as it was called on the day of the harvest. */
  get origin() {
    return (this.made.origin ??= this.county());
  }
  get capacityId() {
    return this.row.capacity_id;
  }
  get displayUnit() {
    return this.row.display_unit;
  }

  private county() {
    const code = this.row.origin_county_code;
    const place = placeOn(this.facts.lineage, code, this.row.harvested_on);
    return { code, name: place?.name ?? code, fullName: place ? fullNameOf(place) : code };
  }

  private quantity(base: bigint) {
    return formatQuantity(base, this.row.display_unit);
  }
}
