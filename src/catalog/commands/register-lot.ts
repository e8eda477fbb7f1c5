import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  QuantityInput,
  ShortText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { LotReader } from '../api/lot-reader';
import { LotPayload } from '../api/payloads.type';
import { HarvestedLots } from '../storage/harvested-lots';

@InputType()
export class RegisterLotInput extends CommandInput {
  @Field(() => Id)
  productId!: string;

  @Field(() => Id, {
    nullable: true,
    description: 'Null: no verified land stands behind it, so it does not count',
  })
  capacityId?: string | null;

  @Field(() => ShortText, { description: '承诺达标合格证 number, once per issuer' })
  certificateNo!: string;

  @Field(() => BusinessDay)
  harvestedOn!: string;

  @Field(() => BusinessDay)
  expiresOn!: string;

  @Field(() => ShortText)
  grade!: string;

  @Field(() => QuantityInput)
  quantity!: QuantityInput;
}

/** A harvest under its batch certificate; never more than the verified land can yield (I3). */
@Injectable()
export class RegisterLot {
  constructor(
    private readonly commands: Commands,
    private readonly harvests: HarvestedLots,
  ) {}

  execute(actor: Actor, input: RegisterLotInput): Promise<Outcome<{ lotId: string }>> {
    return this.commands.run({ operation: 'registerLot', actor, input }, async (tx) => {
      const product = await this.harvests.product(tx, actor, input.productId, ['productId']);
      const land = { capacityId: input.capacityId ?? null, path: ['capacityId'], announcedBase: 0n };
      const { lotId } = await this.harvests.register(tx, actor, { product, harvest: input, path: [] }, land);
      return { lotId };
    });
  }
}

@Resolver()
export class RegisterLotResolver {
  constructor(
    private readonly useCase: RegisterLot,
    private readonly lots: LotReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => LotPayload)
  async registerLot(
    @Args('input') input: RegisterLotInput,
    @CurrentActor() actor: Actor,
  ): Promise<LotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ lotId }) => ({
      lot: await this.lots.visibleTo(actor, lotId),
    }));
  }
}
