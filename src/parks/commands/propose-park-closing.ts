import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  BusinessDay,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ParkPayload } from '../api/park.type';
import { parkStates } from '../domain/park.states';
import { ParkBook } from '../storage/park-book';
import { ParkClosings } from '../storage/park-closings';
import { ParkReader } from '../storage/park-reader';
import { Park } from '../storage/park.entity';

@InputType()
export class ProposeParkClosingInput extends ChangeInput {
  @Field(() => Id)
  parkId!: string;

  @Field(() => BusinessDay, { description: 'Its last day, today at the latest' })
  closedOn!: string;

  @Field(() => NoteText)
  reason!: string;
}

/** An office over its home county says that a park closes; an office of the other side decides. */
@Injectable()
export class ProposeParkClosing {
  constructor(
    private readonly commands: Commands,
    private readonly closings: ParkClosings,
    private readonly book: ParkBook,
  ) {}

  execute(actor: Actor, input: ProposeParkClosingInput): Promise<Outcome<{ parkId: string }>> {
    return this.commands.run({ operation: 'proposeParkClosing', actor, input }, async (tx) => {
      const park = await this.closings.lockToPropose(tx, actor, input.parkId, input.expectedVersion);
      parkStates.next(park.state, 'close', ['parkId']);
      const number = await this.closings.propose(tx, actor, park, input);
      // Who decides has read of it: what he read before says nothing of it.
      const changed = await tx.change(Park, park, { state: park.state });
      const data = { closing: String(number), closedOn: input.closedOn };
      await this.book.record(tx, actor, 'proposeParkClosing', changed, { from: park.state, data });
      return { parkId: park.id };
    });
  }
}

@Resolver()
export class ProposeParkClosingResolver {
  constructor(
    private readonly useCase: ProposeParkClosing,
    private readonly parks: ParkReader,
  ) {}

  @Allow(Role.COORD_COUNTY, Role.COORD_CITY, Role.COORD_PROV)
  @Mutation(() => ParkPayload, { description: 'By an office over its home county' })
  async proposeParkClosing(
    @Args('input') input: ProposeParkClosingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ parkId }) => ({
      park: await this.parks.visibleTo(actor, parkId),
    }));
  }
}
