import { Args, Query, Resolver } from '@nestjs/graphql';
import { AllowSignedIn, CurrentActor, Id, type Actor } from '../../platform/index';
import { ConnectAccountReader } from '../api/connect-account-reader';
import { ConnectAccountType } from '../api/connect-account.type';

@Resolver()
export class ShowConnectAccountResolver {
  constructor(private readonly accounts: ConnectAccountReader) {}

  @AllowSignedIn()
  @Query(() => ConnectAccountType, {
    nullable: true,
    description: 'Stripe 收款账户 of a supplier; none where he has none. For himself, FINANCE and AUDITOR',
  })
  connectAccount(
    @Args('supplierId', { type: () => Id }) supplierId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ConnectAccountType | null> {
    return this.accounts.ofSupplier(actor, supplierId);
  }
}
