import { formatQuantity } from '../../../libs/money/src/index';
import { fullNameOf, placeOn, type RegionFacts } from '../../regions/index';
import type { LotViewRow } from '../storage/lot-view';
import { termsViewOf, type TermsRow } from '../storage/terms-view';
import type { LotType } from './lot.type';
import { termsTypeOf } from './terms.type';

/** A lot as the API shows it, made from its row: a page has hundreds of fields, and only what is asked for is worked out. */
export class LotRecord implements LotType {
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
    return this.quantity(this.row.in_base);
  }
  get available() {
    return this.quantity(this.row.available_base);
  }
  get reserved() {
    return this.quantity(this.row.reserved_base);
  }
  get shipped() {
    return this.quantity(this.row.shipped_base);
  }
  get lost() {
    return this.quantity(this.row.loss_base);
  }
  get recognised() {
    return this.row.recognised;
  }
  get certificates() {
    return this.row.certificates;
  }
  get terms() {
    return this.row.listing_version_id ? termsTypeOf(termsViewOf(this.row as TermsRow)) : null;
  }
  get supplier() {
    return { id: this.row.supplier_id, name: this.row.supplier_name };
  }
  /** The county as it was called on the day of the harvest. */
  get origin() {
    const code = this.row.origin_county_code;
    const place = placeOn(this.facts.lineage, code, this.row.harvested_on);
    return { code, name: place?.name ?? code, fullName: place ? fullNameOf(place) : code };
  }
  get capacityId() {
    return this.row.capacity_id;
  }
  get displayUnit() {
    return this.row.display_unit;
  }

  private quantity(base: bigint) {
    return formatQuantity(base, this.row.display_unit);
  }
}
