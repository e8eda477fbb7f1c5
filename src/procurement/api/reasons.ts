import { registerEnumType } from '@nestjs/graphql';
import { varianceReasons } from '../domain/acceptance';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const CancellationReasonEnum = same([
  'NO_LONGER_NEEDED',
  'WRONG_ORDER',
  'GOODS_NOT_AVAILABLE',
  'PRICE_NOT_AGREED',
  'DELIVERY_NOT_POSSIBLE',
  'OTHER',
] as const);
export type CancellationReason = keyof typeof CancellationReasonEnum;
registerEnumType(CancellationReasonEnum, { name: 'CancellationReason' });

export const DisputeReasonEnum = same([
  'NOT_DELIVERED',
  'WRONG_GOODS',
  'QUALITY',
  'WEIGHT',
  'OTHER',
] as const);
export type DisputeReason = keyof typeof DisputeReasonEnum;
registerEnumType(DisputeReasonEnum, { name: 'DisputeReason' });

export const DisputeOutcomeEnum = same(['BUYER_RIGHT', 'SUPPLIER_RIGHT', 'SETTLED_BETWEEN_THEM'] as const);
export type DisputeOutcome = keyof typeof DisputeOutcomeEnum;
registerEnumType(DisputeOutcomeEnum, { name: 'DisputeOutcome' });

export const VarianceReasonEnum = same(varianceReasons);
registerEnumType(VarianceReasonEnum, { name: 'VarianceReason' });
