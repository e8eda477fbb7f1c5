import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CommandInput,
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
export class OfferProjectInput extends CommandInput {
  @Field(() => Id, { nullable: true, description: 'By who runs it; an office offers for its county' })
  parkId?: string | null;

  @Field(() => ProjectOfferInput)
  terms!: ProjectOfferInput;
}

/** A park or a county says what it looks for an enterprise for; everybody who is signed in reads it. */
@Injectable()
export class OfferProject {
  constructor(
    private readonly commands: Commands,
    private readonly book: OfferBook,
  ) {}

  execute(actor: Actor, input: OfferProjectInput): Promise<Outcome<{ offerId: string }>> {
    return this.commands.run({ operation: 'offerProject', actor, input }, async (tx) => {
      const offerId = randomUUID();
      await this.book.publish(tx, actor, offerId, input.parkId ?? null, input.terms);
      return { offerId };
    });
  }
}

@Resolver()
export class OfferProjectResolver {
  constructor(
    private readonly useCase: OfferProject,
    private readonly offers: OfferReader,
  ) {}

  @Allow(...OFFERING_PROJECTS)
  @Mutation(() => ProjectOfferPayload)
  async offerProject(
    @Args('input') input: OfferProjectInput,
    @CurrentActor() actor: Actor,
  ): Promise<ProjectOfferPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ offerId }) => ({
      offer: await this.offers.visibleTo(actor, offerId),
    }));
  }
}
