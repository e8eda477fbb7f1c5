import { Args, Query, Resolver } from '@nestjs/graphql';
import { AllowSignedIn, CurrentActor, Id, type Actor } from '../../platform/index';
import { LotReader } from '../api/lot-reader';
import { LotType } from '../api/lot.type';

@Resolver()
export class FindLot {
  constructor(private readonly lots: LotReader) {}

  @AllowSignedIn()
  @Query(() => LotType, {
    description: 'On sale: for everybody; otherwise for its supplier and those who oversee it',
  })
  lot(@Args('id', { type: () => Id }) id: string, @CurrentActor() actor: Actor): Promise<LotType> {
    return this.lots.visibleTo(actor, id);
  }
}
