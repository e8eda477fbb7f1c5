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
import { ProjectOfferInput, ProjectOfferPayload } from '../api/offer.type';
import { OFFERING_PROJECTS } from '../domain/offer.states';
import { OfferBook } from '../storage/offer-book';
import { OfferReader } from '../storage/offer-reader';

@InputType()
export class AmendProjectOfferInput extends ChangeInput {
  @Field(() => Id)
  offerId!: string;

  @Field(() => ProjectOfferInput)
  terms!: ProjectOfferInput;
}

/** Says the whole of it anew, or until when it is valid. */
@Injectable()
export class AmendProjectOffer {
  constructor(
    private readonly commands: Commands,
    private readonly book: OfferBook,
  ) {}

  execute(actor: Actor, input: AmendProjectOfferInput): Promise<Outcome<{ offerId: string }>> {
    return this.commands.run({ operation: 'amendProjectOffer', actor, input }, async (tx) => {
      const offer = await this.book.lockOwn(tx, actor, input.offerId);
      tx.expectVersion(offer, input.expectedVersion);
      await this.book.amend(tx, actor, offer, input.terms);
      return { offerId: offer.id };
    });
  }
}

@Resolver()
export class AmendProjectOfferResolver {
  constructor(
    private readonly useCase: AmendProjectOffer,
    private readonly offers: OfferReader,
  ) {}

  @Allow(...OFFERING_PROJECTS)
  @Mutation(() => ProjectOfferPayload)
  async amendProjectOffer(
    @Args('input') input: AmendProjectOfferInput,
    @CurrentActor() actor: Actor,
  ): Promise<ProjectOfferPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ offerId }) => ({
      offer: await this.offers.visibleTo(actor, offerId),
    }));
  }
}
