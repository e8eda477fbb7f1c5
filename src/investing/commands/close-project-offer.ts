import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ProjectOfferPayload } from '../api/offer.type';
import { OFFERING_PROJECTS } from '../domain/offer.states';
import { OfferBook } from '../storage/offer-book';
import { OfferReader } from '../storage/offer-reader';

@InputType()
export class CloseProjectOfferInput extends ChangeInput {
  @Field(() => Id)
  offerId!: string;
}

/** Nobody is looked for any more. */
@Injectable()
export class CloseProjectOffer {
  constructor(
    private readonly commands: Commands,
    private readonly book: OfferBook,
  ) {}

  execute(actor: Actor, input: CloseProjectOfferInput): Promise<Outcome<{ offerId: string }>> {
    return this.commands.run({ operation: 'closeProjectOffer', actor, input }, async (tx) => {
      const offer = await this.book.lockOwn(tx, actor, input.offerId);
      tx.expectVersion(offer, input.expectedVersion);
      await this.book.move(tx, offer, 'close', actor);
      return { offerId: offer.id };
    });
  }
}

@Resolver()
export class CloseProjectOfferResolver {
  constructor(
    private readonly useCase: CloseProjectOffer,
    private readonly offers: OfferReader,
  ) {}

  @Allow(...OFFERING_PROJECTS)
  @Mutation(() => ProjectOfferPayload)
  async closeProjectOffer(
    @Args('input') input: CloseProjectOfferInput,
    @CurrentActor() actor: Actor,
  ): Promise<ProjectOfferPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ offerId }) => ({
      offer: await this.offers.visibleTo(actor, offerId),
    }));
  }
}
