import { registerEnumType } from '@nestjs/graphql';

export const PaymentChannelEnum = { TRANSFER: 'TRANSFER', ONLINE: 'ONLINE' } as const;
export type PaymentChannel = keyof typeof PaymentChannelEnum;
registerEnumType(PaymentChannelEnum, {
  name: 'PaymentChannel',
  description: '支付渠道: TRANSFER 对公转账 through the bank, ONLINE 在线支付 through the payment provider',
});
