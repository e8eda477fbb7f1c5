import type { Place, RequestLine, Supply } from '../../../libs/matching/src/index';
import { unitOf } from '../../../libs/money/src/index';
import type { OfferedLot, OfferedTerms } from '../../catalog/index';
import { GRADES_BEST_FIRST, type WantedWindow } from '../../sourcing/index';
import type { AnnouncedOffer } from '../../supply/index';

type PlaceOf = (county: string) => Place;

/** A delivery window as the engine's line: a split delivery is several lines. Its id is the window's. */
export function lineOf(window: WantedWindow, placeOf: PlaceOf): RequestLine {
  const { baseUnit } = unitOf(window.unit);
  if (baseUnit === 'si') throw new RangeError('land is not sold');
  return {
    id: window.windowId,
    requestId: window.requestId,
    buyerId: window.buyerId,
    categoryCode: window.categoryCode,
    productId: window.productId,
    baseUnit,
    minimumBase: window.minimumBase,
    maximumBase: window.quantityBase,
    landedCap: { unitPriceFen: window.capFen, priceUnit: window.capUnit },
    worstGrade: window.leastGrade,
    certificates: window.certificates,
    deliverTo: placeOf(window.deliveryCounty),
    roadKilometres: {},
    deliverFrom: window.fromOn,
    deliverUntil: window.untilOn,
    pairedCounties: [],
    knownSuppliers: [],
    excludedSuppliers: [],
    epsilonBasisPoints: null,
  };
}

/** A litre is taken to weigh a kilogram; what a piece weighs nobody says, so it travels for what its terms say. */
const GRAMS_PER_THOUSAND = { g: 1_000n, ml: 1_000n, piece: 0n } as const;

const sold = (terms: OfferedTerms) => ({
  categoryCode: terms.categoryCode,
  baseUnit: terms.baseUnit,
  gramsPerThousandBase: GRAMS_PER_THOUSAND[terms.baseUnit],
  ladder: terms.ladder,
  moqBase: terms.moqBase,
  packBase: terms.packSizeBase,
  priceUnit: terms.priceUnit,
  freight: terms.freight,
  leadDays: terms.leadDays,
  certificates: terms.certificates,
  reliabilityBasisPoints: 10_000,
});

export function lotSupply(lot: OfferedLot, placeOf: PlaceOf): Supply {
  const graded = (GRADES_BEST_FIRST as readonly string[]).includes(lot.grade);
  return {
    ...sold(lot),
    id: lot.lotId,
    kind: 'LOT',
    supplierId: lot.supplierId,
    productId: lot.productId,
    availableBase: lot.availableBase,
    readyOn: lot.onSaleFrom,
    keepsUntil: lot.expiresOn,
    grade: graded ? lot.grade : null,
    origins: lot.originShares,
    sentFrom: placeOf(lot.originCountyCode),
    confidenceBasisPoints: 10_000,
  };
}

/** Its price is what the product is listed at; it can be counted on from the end of its window, and has no grade yet. */
export function announcedSupply(offer: AnnouncedOffer, terms: OfferedTerms, placeOf: PlaceOf): Supply {
  return {
    ...sold(terms),
    id: offer.forwardSupplyId,
    kind: 'ANNOUNCEMENT',
    supplierId: offer.supplierId,
    productId: offer.productId,
    availableBase: offer.availableBase,
    readyOn: offer.windowTo,
    keepsUntil: null,
    grade: null,
    origins: [{ countyCode: offer.originCountyCode, partsPerMillion: 1_000_000 }],
    sentFrom: placeOf(offer.originCountyCode),
    confidenceBasisPoints: offer.confidencePercent * 100,
  };
}
