import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role, isSamePerson } from '../../organizations/index';
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
import { PoolJoinPayload } from '../api/pool.payload';
import { shownJoin } from '../api/pool-join.type';
import { poolRefusals } from '../domain/pool.refusals';
import { PoolBook, requireGathering } from '../storage/pool-book';
import { PoolJoinReader } from '../storage/pool-join-reader';
import { PoolJoining } from '../storage/pool-joining';

@InputType()
export class ApprovePoolJoinInput extends ChangeInput {
  @Field(() => Id)
  poolJoinId!: string;
}

/** The second pair of eyes (I18): never who said what the unit wants. */
@Injectable()
export class ApprovePoolJoin {
  constructor(
    private readonly commands: Commands,
    private readonly pools: PoolBook,
    private readonly joining: PoolJoining,
  ) {}

  execute(actor: Actor, input: ApprovePoolJoinInput): Promise<Outcome<{ poolJoinId: string }>> {
    return this.commands.run({ operation: 'approvePoolJoin', actor, input }, async (tx) => {
      const { pool, join } = await this.pools.lockOwnJoin(tx, actor, input.poolJoinId);
      tx.expectVersion(join, input.expectedVersion);
      requireGathering(pool, tx.at);
      if (await isSamePerson(tx, actor.memberId, [join.preparedBy]))
        refuse(poolRefusals.SELF_APPROVAL(['poolJoinId']));
      await this.joining.approve(tx, actor, pool, join);
      return { poolJoinId: join.id };
    });
  }
}

@Resolver()
export class ApprovePoolJoinResolver {
  constructor(
    private readonly useCase: ApprovePoolJoin,
    private readonly joins: PoolJoinReader,
  ) {}

  @Allow(Role.BUYER_APPROVER)
  @Mutation(() => PoolJoinPayload)
  async approvePoolJoin(
    @Args('input') input: ApprovePoolJoinInput,
    @CurrentActor() actor: Actor,
  ): Promise<PoolJoinPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ poolJoinId }) => {
      const join = await this.joins.visibleTo(actor, poolJoinId);
      return { poolJoin: join && shownJoin(join) };
    });
  }
}
