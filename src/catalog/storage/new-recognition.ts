import { randomUUID } from 'node:crypto';
import type { ProductRow } from './product-rows';
import type { RecognitionRow } from './recognition.entity';

/** A recognition as it begins. */
export function newRecognition(
  product: ProductRow,
  said: { annualValueFen: bigint; linkageStatement: string },
  at: Date,
): RecognitionRow {
  return {
    id: randomUUID(),
    productId: product.id,
    supplierId: product.supplierId,
    originCountyCode: product.originCountyCode,
    state: 'APPLIED',
    ...said,
    publicisedFrom: null,
    publicisedTo: null,
    validFrom: null,
    validTo: null,
    withdrawnOn: null,
    createdAt: at,
    version: 1,
  };
}
