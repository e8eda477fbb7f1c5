import { Args, Query, Resolver } from '@nestjs/graphql';
import { AGREEMENT_READERS } from '../../pairing/index';
import { Allow, CurrentActor, Id, type Actor } from '../../platform/index';
import { OutlookView } from '../api/outlook-view';
import { AgreementOutlook } from '../api/outlook.type';

@Resolver()
export class ShowOutlook {
  constructor(private readonly view: OutlookView) {}

  @Allow(...AGREEMENT_READERS)
  @Query(() => AgreementOutlook, {
    nullable: true,
    description: 'Null while the agreement has no consumption commitment both sides signed',
  })
  agreementOutlook(
    @Args('agreementId', { type: () => Id }) agreementId: string,
    @CurrentActor() actor: Actor,
  ): Promise<AgreementOutlook | null> {
    return this.view.of(actor, agreementId);
  }
}
