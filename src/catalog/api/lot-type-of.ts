import { formatQuantity } from '../../../libs/money/src/index';
import type { LotView } from '../storage/lot-view';
import type { LotType } from './lot.type';
import { termsTypeOf } from './terms.type';

export function lotTypeOf(lot: LotView): LotType {
  const quantity = (base: bigint) => formatQuantity(base, lot.displayUnit);
  const { capacity } = lot;
  return {
    id: lot.lotId,
    version: lot.version,
    state: lot.state,
    productId: lot.productId,
    productName: lot.productName,
    listingId: lot.listingId,
    categoryCode: lot.categoryCode,
    certificateNo: lot.certificateNo,
    certificateIssuerId: lot.certificateIssuerId,
    harvestedOn: lot.harvestedOn,
    expiresOn: lot.expiresOn,
    grade: lot.grade,
    total: quantity(lot.inBase),
    available: quantity(lot.availableBase),
    reserved: quantity(lot.reservedBase),
    shipped: quantity(lot.shippedBase),
    lost: quantity(lot.lossBase),
    originShares: [...lot.originShares],
    recognised: lot.recognised,
    certificates: [...lot.certificates],
    terms: lot.terms && termsTypeOf(lot.terms),
    capacity: capacity && {
      ...capacity,
      verifiedArea: formatQuantity(capacity.verifiedAreaSi, 'mu'),
      registered: quantity(capacity.registeredBase),
      displayUnit: lot.displayUnit,
    },
    supplierId: lot.supplierId,
    originCountyCode: lot.originCountyCode,
  };
}
