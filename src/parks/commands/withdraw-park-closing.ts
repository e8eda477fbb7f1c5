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
export class WithdrawParkClosingInput extends ChangeInput {
  @Field(() => Id)
  parkId!: string;

  @Field(() => NoteText)
  note!: string;
}

/** Who proposed that a park closes takes it back before the other side has decided; the proposal stays to be read, with the reason. */
@Injectable()
export class WithdrawParkClosing {
  constructor(
    private readonly commands: Commands,
    private readonly closings: ParkClosings,
    private readonly book: ParkBook,
  ) {}

  execute(actor: Actor, input: WithdrawParkClosingInput): Promise<Outcome<{ parkId: string }>> {
    return this.commands.run({ operation: 'withdrawParkClosing', actor, input }, async (tx) => {
      const { parkId, expectedVersion, note } = input;
      const { park, closing } = await this.closings.lockToWithdraw(tx, actor, parkId, expectedVersion);
      const { number } = closing;
      await this.closings.decide(tx, actor, { parkId, number }, { state: 'WITHDRAWN', note });
      // Who was about to decide has read what no longer holds.
      const changed = await tx.change(Park, park, { state: park.state });
      await this.closings.decided(tx, changed, closing, 'PARK_CLOSING_WITHDRAWN');
      await this.book.record(tx, actor, 'withdrawParkClosing', changed, {
        from: park.state,
        to: 'WITHDRAWN',
        data: { closing: String(number) },
      });
      return { parkId };
    });
  }
}

@Resolver()
export class WithdrawParkClosingResolver {
  constructor(
    private readonly useCase: WithdrawParkClosing,
    private readonly parks: ParkReader,
  ) {}

  @Allow(Role.COORD_COUNTY, Role.COORD_CITY, Role.COORD_PROV)
  @Mutation(() => ParkPayload, { description: 'By the office that proposed it, or one over its region' })
  async withdrawParkClosing(
    @Args('input') input: WithdrawParkClosingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ parkId }) => ({
      park: await this.parks.visibleTo(actor, parkId),
    }));
  }
}
