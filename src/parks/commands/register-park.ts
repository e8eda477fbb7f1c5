import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  RegionCode,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ParkWordingInput } from '../api/park.input';
import { ParkPayload } from '../api/park.type';
import { saidWording } from '../api/said-park';
import { parkNumber } from '../domain/park-number';
import { ParkBook } from '../storage/park-book';
import { ParkReader } from '../storage/park-reader';
import { ParkWordings } from '../storage/park-wordings';
import { Park } from '../storage/park.entity';

@InputType()
export class RegisterParkInput extends CommandInput {
  @Field(() => RegionCode, { description: 'The county it lies in' })
  countyCode!: string;

  @Field(() => RegionCode, {
    nullable: true,
    description: '所属县: of an enclave, the western county in whose name it counts; of no other park',
  })
  homeCountyCode?: string | null;

  @Field(() => ParkWordingInput)
  terms!: ParkWordingInput;
}

/** A park somebody operates; it is shown once an office over its home county has confirmed it. */
@Injectable()
export class RegisterPark {
  constructor(
    private readonly commands: Commands,
    private readonly wordings: ParkWordings,
    private readonly book: ParkBook,
  ) {}

  execute(actor: Actor, input: RegisterParkInput): Promise<Outcome<{ parkId: string }>> {
    return this.commands.run({ operation: 'registerPark', actor, input }, async (tx) => {
      const { countyCode } = input;
      const said = saidWording(input.terms);
      await this.wordings.requireCounty(tx, countyCode);
      const homeCountyCode = await this.wordings.homeOf(tx, countyCode, input.homeCountyCode ?? null);
      const place = { operatorId: actor.organizationId, countyCode, homeCountyCode };
      await this.wordings.require(tx, place, said, ['terms']);
      const [next] = await tx.query<{ n: bigint }>(`SELECT nextval('park_numbers') AS n`);
      const park: Park = {
        id: randomUUID(),
        version: 1,
        number: parkNumber(businessDateOf(tx.at), next?.n ?? 0n),
        ...place,
        state: 'PROPOSED',
        wording: null,
        registeredBy: actor.memberId,
        registeredAt: tx.at,
        closedOn: null,
      };
      await tx.add(Park, park);
      const number = await this.wordings.propose(tx, actor, park.id, said);
      await this.book.toConfirm(tx, park);
      await this.book.record(tx, actor, 'registerPark', park, {
        from: null,
        data: { wording: String(number) },
      });
      return { parkId: park.id };
    });
  }
}

@Resolver()
export class RegisterParkResolver {
  constructor(
    private readonly useCase: RegisterPark,
    private readonly parks: ParkReader,
  ) {}

  @Allow(Role.PARK_MANAGER)
  @Mutation(() => ParkPayload)
  async registerPark(
    @Args('input') input: RegisterParkInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ parkId }) => ({
      park: await this.parks.visibleTo(actor, parkId),
    }));
  }
}
