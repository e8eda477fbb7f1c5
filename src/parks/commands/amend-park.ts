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
import { ParkWordingInput } from '../api/park.input';
import { ParkPayload } from '../api/park.type';
import { saidWording } from '../api/said-park';
import { parkStates } from '../domain/park.states';
import { ParkBook } from '../storage/park-book';
import { ParkReader } from '../storage/park-reader';
import { ParkWordings } from '../storage/park-wordings';
import { Park } from '../storage/park.entity';

@InputType()
export class AmendParkInput extends ChangeInput {
  @Field(() => Id)
  parkId!: string;

  @Field(() => ParkWordingInput, { description: 'All of it, not only what changes' })
  terms!: ParkWordingInput;
}

/** What is said of a park, said anew: it waits beside what stands until an office has confirmed it. */
@Injectable()
export class AmendPark {
  constructor(
    private readonly commands: Commands,
    private readonly wordings: ParkWordings,
    private readonly book: ParkBook,
  ) {}

  execute(actor: Actor, input: AmendParkInput): Promise<Outcome<{ parkId: string }>> {
    return this.commands.run({ operation: 'amendPark', actor, input }, async (tx) => {
      const park = await this.book.lockOwn(tx, actor, input.parkId, input.expectedVersion);
      const said = saidWording(input.terms);
      const state = parkStates.next(park.state, 'amend', ['parkId']);
      await this.wordings.require(tx, park, said, ['terms']);
      await this.wordings.requireRoomForSlots(tx, park.id, said.capacities, ['terms', 'capacities'], {
        said: true,
      });
      await this.wordings.requireRoomForTakings(tx, park.id, said.capacities, ['terms', 'capacities']);
      // Also where the state stays: who has read the words before has not read these.
      const changed = await tx.change(Park, park, { state });
      const number = await this.wordings.propose(tx, actor, park.id, said);
      await this.book.toConfirm(tx, changed);
      const data = { wording: String(number) };
      await this.book.record(tx, actor, 'amendPark', changed, { from: park.state, data });
      return { parkId: park.id };
    });
  }
}

@Resolver()
export class AmendParkResolver {
  constructor(
    private readonly useCase: AmendPark,
    private readonly parks: ParkReader,
  ) {}

  @Allow(Role.PARK_MANAGER)
  @Mutation(() => ParkPayload)
  async amendPark(@Args('input') input: AmendParkInput, @CurrentActor() actor: Actor): Promise<ParkPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ parkId }) => ({
      park: await this.parks.visibleTo(actor, parkId),
    }));
  }
}
