import {
  orRefused,
  priceLadder,
  unitOf,
  type MoneyText,
  type QuantityText,
} from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import type { BusinessDate } from './business-date';
import { catalogRefusals } from './catalog.refusals';
import { baseOf, fenOf } from './said-amounts';
import type { FreightKind } from './sellable-lot';
import type { VatTreatment } from './vat';

/** Terms as a supplier says them; prices include VAT. */
export interface SaidTerms {
  readonly ladder: readonly { readonly from: QuantityText; readonly unitPrice: MoneyText }[];
  readonly priceUnit: string;
  readonly vatTreatment: VatTreatment;
  readonly moq: QuantityText;
  readonly packSize: QuantityText;
  readonly freight: { readonly kind: FreightKind; readonly amount?: MoneyText | null };
  readonly onSaleFrom: BusinessDate;
  readonly onSaleTo: BusinessDate;
  readonly leadDays: number;
  readonly specification?: string | null;
}

/** Terms as they are kept: one row of listing_versions. */
export interface ListingTerms {
  readonly ladder: readonly { readonly from: string; readonly fen: string }[];
  readonly priceUnit: string;
  readonly priceUnitBase: bigint;
  readonly vatTreatment: VatTreatment;
  readonly moqBase: bigint;
  readonly packSizeBase: bigint;
  readonly freightKind: FreightKind;
  readonly freightFen: bigint;
  readonly onSaleFrom: BusinessDate;
  readonly onSaleTo: BusinessDate;
  readonly leadDays: number;
  readonly specification: string | null;
}

const PATH: RefusalPath = ['terms'];

/** Reads terms for goods sold in `displayUnit`, or refuses with the path of what is wrong. */
export function readTerms(
  terms: SaidTerms,
  goods: { displayUnit: string; treatments: readonly VatTreatment[]; today: BusinessDate },
): ListingTerms {
  const inGoodsUnit = (quantity: QuantityText, path: RefusalPath) =>
    baseOf(quantity, goods.displayUnit, path);
  // A price per unit that does not convert into the goods' own unit could not be multiplied.
  inGoodsUnit({ value: '1', unit: terms.priceUnit }, [...PATH, 'priceUnit']);
  const moqBase = inGoodsUnit(terms.moq, [...PATH, 'moq']);
  const packSizeBase = inGoodsUnit(terms.packSize, [...PATH, 'packSize']);
  if (moqBase % packSizeBase !== 0n) refuse(catalogRefusals.MOQ_NOT_WHOLE_PACKS([...PATH, 'moq']));
  if (terms.onSaleTo < terms.onSaleFrom) refuse(catalogRefusals.DATES_REVERSED([...PATH, 'onSaleTo']));
  if (terms.onSaleTo < goods.today) refuse(catalogRefusals.DATE_PASSED([...PATH, 'onSaleTo']));
  if (!goods.treatments.includes(terms.vatTreatment))
    refuse(catalogRefusals.VAT_NOT_FOR_CATEGORY([...PATH, 'vatTreatment']));
  return {
    ladder: readLadder(terms, moqBase, goods.displayUnit),
    priceUnit: unitOf(terms.priceUnit).code,
    priceUnitBase: unitOf(terms.priceUnit).basePerUnit,
    vatTreatment: terms.vatTreatment,
    moqBase,
    packSizeBase,
    ...readFreight(terms.freight, goods.displayUnit),
    onSaleFrom: terms.onSaleFrom,
    onSaleTo: terms.onSaleTo,
    leadDays: terms.leadDays,
    specification: terms.specification ?? null,
  };
}

function readLadder(terms: SaidTerms, moqBase: bigint, displayUnit: string): ListingTerms['ladder'] {
  const path = [...PATH, 'ladder'];
  const steps = terms.ladder.map(({ from, unitPrice }, index) => ({
    fromQuantityBase: baseOf(from, displayUnit, [...path, index, 'from']),
    unitPriceFen: fenOf(unitPrice, [...path, index, 'unitPrice']),
  }));
  const ladder = orRefused(path, () => priceLadder(steps));
  if ((ladder[0]?.fromQuantityBase ?? 0n) > moqBase)
    refuse(catalogRefusals.LADDER_ABOVE_MOQ([...path, 0, 'from']));
  return ladder.map((step) => ({ from: String(step.fromQuantityBase), fen: String(step.unitPriceFen) }));
}

function readFreight(
  freight: SaidTerms['freight'],
  displayUnit: string,
): Pick<ListingTerms, 'freightKind' | 'freightFen'> {
  const path = [...PATH, 'freight', 'amount'];
  const freightFen = freight.amount ? fenOf(freight.amount, path) : 0n;
  if ((freight.kind === 'INCLUDED') !== (freightFen === 0n))
    refuse(catalogRefusals.FREIGHT_AMOUNT_WRONG(path));
  if (freight.kind === 'PER_KG' && unitOf(displayUnit).dimension !== 'MASS')
    refuse(catalogRefusals.FREIGHT_NOT_WEIGHED([...PATH, 'freight', 'kind']));
  return { freightKind: freight.kind, freightFen };
}
