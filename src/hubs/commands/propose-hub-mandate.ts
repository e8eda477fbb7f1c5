import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { CatalogReader } from '../../catalog/index';
import { AgencyMandatePayload, AgencyMandates, MandateProposals, Role } from '../../organizations/index';
import {
  Allow,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Database,
  Id,
  QuantityInput,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { MOST_GOODS } from '../domain/hub.refusals';
import { readGoods } from '../domain/mandated-goods';
import { HubMandateGoods } from '../storage/hub-mandate-goods.entity';

@InputType()
export class MandatedGoodsInput {
  @Field(() => Id, { description: 'A product the member offers' })
  productId!: string;

  @Field(() => QuantityInput, { description: 'The most that may be sold of it under the mandate' })
  ceiling!: QuantityInput;
}

@InputType()
export class ProposeHubMandateInput extends CommandInput {
  @Field(() => Id, { description: 'The member to offer for' })
  principalId!: string;

  @Field(() => BusinessDay)
  validFrom!: string;

  @Field(() => BusinessDay)
  validTo!: string;

  @Field(() => [MandatedGoodsInput], { description: `1 to ${MOST_GOODS}` })
  goods!: MandatedGoodsInput[];
}

/** 枢纽委托: a hub would offer named goods of a member, who signs it as any mandate. The goods stay the member's. */
@Injectable()
export class ProposeHubMandate {
  constructor(
    private readonly commands: Commands,
    private readonly catalog: CatalogReader,
    private readonly proposals: MandateProposals,
  ) {}

  execute(actor: Actor, input: ProposeHubMandateInput): Promise<Outcome<{ mandateId: string }>> {
    return this.commands.run({ operation: 'proposeHubMandate', actor, input }, async (tx) => {
      const { principalId, validFrom, validTo } = input;
      const offered = await this.catalog.offeredProducts(
        tx,
        input.goods.map(({ productId }) => productId),
      );
      const goods = readGoods(input.goods, principalId, offered);
      const said = { principalId, validFrom, validTo, goods };
      const mandateId = await this.proposals.propose(tx, actor, 'proposeHubMandate', said);
      await tx.add(
        HubMandateGoods,
        goods.map((one, index) => ({
          id: randomUUID(),
          mandateId,
          position: index + 1,
          ...one,
          takenBase: 0n,
        })),
      );
      return { mandateId };
    });
  }
}

@Resolver()
export class ProposeHubMandateResolver {
  constructor(
    private readonly useCase: ProposeHubMandate,
    private readonly mandates: AgencyMandates,
    private readonly database: Database,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => AgencyMandatePayload, {
    description: 'By a hub, an enterprise that offers for several members; the member signs it',
  })
  async proposeHubMandate(
    @Args('input') input: ProposeHubMandateInput,
    @CurrentActor() actor: Actor,
  ): Promise<AgencyMandatePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ mandateId }) => ({
      mandate: await this.mandates.visibleTo(this.database, actor, mandateId),
    }));
  }
}
