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
import { ParkPapers } from '../storage/park-papers';
import { ParkReader } from '../storage/park-reader';
import { ParkWordings } from '../storage/park-wordings';
import { Park } from '../storage/park.entity';

@InputType()
export class ConfirmParkInput extends ChangeInput {
  @Field(() => Id)
  parkId!: string;
}

/** An office over its home county confirms what is said; from now on the park has it and everybody sees it. */
@Injectable()
export class ConfirmPark {
  constructor(
    private readonly commands: Commands,
    private readonly wordings: ParkWordings,
    private readonly papers: ParkPapers,
    private readonly book: ParkBook,
  ) {}

  execute(actor: Actor, input: ConfirmParkInput): Promise<Outcome<{ parkId: string }>> {
    return this.commands.run({ operation: 'confirmPark', actor, input }, async (tx) => {
      const { park, wording } = await this.book.lockToDecide(tx, actor, input.parkId, input.expectedVersion);
      const state = parkStates.next(park.state, 'confirm', ['parkId']);
      const capacities = await this.wordings.capacitiesOf(tx, park.id, wording);
      await this.wordings.requireRoomForSlots(tx, park.id, capacities, ['parkId'], { said: false });
      await this.wordings.decide(
        tx,
        actor,
        { parkId: park.id, number: wording },
        { state: 'CONFIRMED', note: null },
      );
      await this.wordings.putInForce(tx, park.id, wording);
      const changed = await tx.change(Park, park, { state, wording });
      await this.papers.publish(tx, park.id);
      await this.book.decided(tx, changed, 'PARK_CONFIRMED');
      await this.book.publish(tx, changed, parkEvents.confirmed);
      const data = { wording: String(wording) };
      await this.book.record(tx, actor, 'confirmPark', changed, { from: park.state, data });
      return { parkId: park.id };
    });
  }
}

@Resolver()
export class ConfirmParkResolver {
  constructor(
    private readonly useCase: ConfirmPark,
    private readonly parks: ParkReader,
  ) {}

  @Allow(Role.COORD_COUNTY, Role.COORD_CITY, Role.COORD_PROV)
  @Mutation(() => ParkPayload, { description: 'By an office over its home county; never by who said it' })
  async confirmPark(
    @Args('input') input: ConfirmParkInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ parkId }) => ({
      park: await this.parks.visibleTo(actor, parkId),
    }));
  }
}
