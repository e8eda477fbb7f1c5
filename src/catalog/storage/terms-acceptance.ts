import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { businessDateOf, type Tx } from '../../platform/index';
import { vatTreatmentsOf } from '../data/goods-catalogue';
import { catalogRefusals } from '../domain/catalog.refusals';
import { readTerms, type ListingTerms, type SaidTerms } from '../domain/listing-terms';
import type { ProductRow } from './product-rows';
import { VatRates } from './vat-rates';

const LONGEST_LEAD_DAYS = 365;

/** Takes a supplier's terms for a product; the line keeps the VAT rate of the day the terms were made. */
@Injectable()
export class TermsAcceptance {
  constructor(private readonly vat: VatRates) {}

  async accept(tx: Tx, product: ProductRow, terms: SaidTerms): Promise<ListingTerms & { vatRateBp: number }> {
    const today = businessDateOf(tx.at);
    if (terms.leadDays < 0 || terms.leadDays > LONGEST_LEAD_DAYS)
      refuse(catalogRefusals.LEAD_DAYS_OUT_OF_RANGE(['terms', 'leadDays']));
    const treatments = vatTreatmentsOf(product.categoryCode, today);
    const accepted = readTerms(terms, { displayUnit: product.displayUnit, treatments, today });
    return { ...accepted, vatRateBp: await this.vat.basisPoints(terms.vatTreatment, today) };
  }
}
