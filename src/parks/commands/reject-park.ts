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
import { parkStates } from '../domain/park.states';
import { ParkBook } from '../storage/park-book';
import { ParkReader } from '../storage/park-reader';
import { ParkWordings } from '../storage/park-wordings';
import { Park } from '../storage/park.entity';

@InputType()
export class RejectParkInput extends ChangeInput {
  @Field(() => Id)
  parkId!: string;

  @Field(() => NoteText)
  note!: string;
}

/** An office over the county sends back what is said, with its reason; what stood before stands on. */
@Injectable()
export class RejectPark {
  constructor(
    private readonly commands: Commands,
    private readonly wordings: ParkWordings,
    private readonly book: ParkBook,
  ) {}

  execute(actor: Actor, input: RejectParkInput): Promise<Outcome<{ parkId: string }>> {
    return this.commands.run({ operation: 'rejectPark', actor, input }, async (tx) => {
      const { park, wording } = await this.book.lockToDecide(tx, actor, input.parkId, input.expectedVersion);
      const state = parkStates.next(park.state, 'reject', ['parkId']);
      const decision = { state: 'REJECTED', note: input.note } as const;
      await this.wordings.decide(tx, actor, { parkId: park.id, number: wording }, decision);
      const changed = await tx.change(Park, park, { state });
      await this.book.decided(tx, changed, 'PARK_REJECTED');
      const data = { wording: String(wording) };
      await this.book.record(tx, actor, 'rejectPark', changed, { from: park.state, to: 'REJECTED', data });
      return { parkId: park.id };
    });
  }
}

@Resolver()
export class RejectParkResolver {
  constructor(
    private readonly useCase: RejectPark,
    private readonly parks: ParkReader,
  ) {}

  @Allow(Role.COORD_COUNTY, Role.COORD_CITY, Role.COORD_PROV)
  @Mutation(() => ParkPayload)
  async rejectPark(
    @Args('input') input: RejectParkInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ parkId }) => ({
      park: await this.parks.visibleTo(actor, parkId),
    }));
  }
}
