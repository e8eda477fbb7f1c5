import { Args, Query, Resolver } from '@nestjs/graphql';
import { AllowSignedIn, CurrentActor, Id, type Actor } from '../../platform/index';
import { PaymentRequestReader } from '../api/payment-request-reader';
import { PaymentRequestType } from '../api/payment-request.type';

@Resolver()
export class PaymentRequestResolver {
  constructor(private readonly requests: PaymentRequestReader) {}

  @AllowSignedIn()
  @Query(() => PaymentRequestType, { description: '付款单 of an order' })
  paymentRequest(
    @Args('orderId', { type: () => Id }) orderId: string,
    @CurrentActor() actor: Actor,
  ): Promise<PaymentRequestType> {
    return this.requests.visibleTo(actor, orderId);
  }
}
