import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
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
import { ParkBook } from '../storage/park-book';
import { ParkClosings } from '../storage/park-closings';
import { ParkReader } from '../storage/park-reader';
import { Park } from '../storage/park.entity';

@InputType()
export class RejectParkClosingInput extends ChangeInput {
  @Field(() => Id)
  parkId!: string;

  @Field(() => NoteText)
  note!: string;
}

/** The other side does not agree that a park closes, and says why; the park stays as it is. */
@Injectable()
export class RejectParkClosing {
  constructor(
    private readonly commands: Commands,
    private readonly closings: ParkClosings,
    private readonly book: ParkBook,
  ) {}

  execute(actor: Actor, input: RejectParkClosingInput): Promise<Outcome<{ parkId: string }>> {
    return this.commands.run({ operation: 'rejectParkClosing', actor, input }, async (tx) => {
      const { parkId, expectedVersion, note } = input;
      const { park, closing } = await this.closings.lockToDecide(tx, actor, parkId, expectedVersion);
      const { number } = closing;
      await this.closings.decide(tx, actor, { parkId, number }, { state: 'REJECTED', note });
      const changed = await tx.change(Park, park, { state: park.state });
      await this.closings.decided(tx, changed, closing, 'PARK_CLOSING_REJECTED');
      const data = { closing: String(number) };
      await this.book.record(tx, actor, 'rejectParkClosing', changed, {
        from: park.state,
        to: 'REJECTED',
        data,
      });
      return { parkId };
    });
  }
}

@Resolver()
export class RejectParkClosingResolver {
  constructor(
    private readonly useCase: RejectParkClosing,
    private readonly parks: ParkReader,
  ) {}

  @Allow(Role.COORD_COUNTY, Role.COORD_CITY, Role.COORD_PROV)
  @Mutation(() => ParkPayload)
  async rejectParkClosing(
    @Args('input') input: RejectParkClosingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ parkId }) => ({
      park: await this.parks.visibleTo(actor, parkId),
    }));
  }
}
