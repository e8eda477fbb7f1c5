import { registerEnumType } from '@nestjs/graphql';
import type { ReturnReason } from '../domain/return-reasons';

export const ReturnReasonEnum = {
  OVERPAYMENT: 'OVERPAYMENT',
  DUPLICATE_TRANSFER: 'DUPLICATE_TRANSFER',
  REQUEST_CLOSED: 'REQUEST_CLOSED',
  NOT_FOR_US: 'NOT_FOR_US',
} as const satisfies Record<ReturnReason, ReturnReason>;
registerEnumType(ReturnReasonEnum, {
  name: 'SuspenseReturnReason',
  description: '退回原因: why the money will never belong to an order',
  valuesMap: {
    OVERPAYMENT: { description: '多付: more than was due' },
    DUPLICATE_TRANSFER: { description: '重复付款: the same transfer twice' },
    REQUEST_CLOSED: { description: '付款单已关闭: the order had ended when the money came' },
    NOT_FOR_US: { description: '误汇: meant for somebody else' },
  },
});
