import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
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
import { ParkPayload } from '../api/park.type';
import { parkEvents } from '../domain/park.events';
import { parkStates } from '../domain/park.states';
import { ParkBook } from '../storage/park-book';
import { ParkClosings } from '../storage/park-closings';
import { ParkReader } from '../storage/park-reader';
import { Park } from '../storage/park.entity';

@InputType()
export class ConfirmParkClosingInput extends ChangeInput {
  @Field(() => Id)
  parkId!: string;
}

/** The other side agrees that a park is closed: from now on it takes nothing new and counts no more. */
@Injectable()
export class ConfirmParkClosing {
  constructor(
    private readonly commands: Commands,
    private readonly closings: ParkClosings,
    private readonly book: ParkBook,
  ) {}

  execute(actor: Actor, input: ConfirmParkClosingInput): Promise<Outcome<{ parkId: string }>> {
    return this.commands.run({ operation: 'confirmParkClosing', actor, input }, async (tx) => {
      const { parkId, expectedVersion } = input;
      const { park, closing } = await this.closings.lockToDecide(tx, actor, parkId, expectedVersion);
      const state = parkStates.next(park.state, 'close', ['parkId']);
      const { number, closedOn } = closing;
      await this.closings.decide(tx, actor, { parkId, number }, { state: 'CONFIRMED', note: null });
      const closed = await tx.change(Park, park, { state, closedOn });
      await this.closings.decided(tx, closed, closing, 'PARK_CLOSED');
      await this.book.publish(tx, closed, parkEvents.closed);
      const data = { closing: String(number), closedOn };
      await this.book.record(tx, actor, 'confirmParkClosing', closed, { from: park.state, data });
      return { parkId };
    });
  }
}

@Resolver()
export class ConfirmParkClosingResolver {
  constructor(
    private readonly useCase: ConfirmParkClosing,
    private readonly parks: ParkReader,
  ) {}

  @Allow(Role.COORD_COUNTY, Role.COORD_CITY, Role.COORD_PROV)
  @Mutation(() => ParkPayload, { description: 'By an office of the other side; never by who proposed it' })
  async confirmParkClosing(
    @Args('input') input: ConfirmParkClosingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ parkId }) => ({
      park: await this.parks.visibleTo(actor, parkId),
    }));
  }
}
