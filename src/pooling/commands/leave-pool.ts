import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
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
import { PoolBook, requireGathering } from '../storage/pool-book';
import { PoolJoinReader } from '../storage/pool-join-reader';
import { PoolJoining } from '../storage/pool-joining';
import { BUYING } from '../storage/pool-reader';

@InputType()
export class LeavePoolInput extends ChangeInput {
  @Field(() => Id)
  poolJoinId!: string;
}

/** Until the pool is closed; what the unit reserved goes back to its year. */
@Injectable()
export class LeavePool {
  constructor(
    private readonly commands: Commands,
    private readonly pools: PoolBook,
    private readonly joining: PoolJoining,
  ) {}

  execute(actor: Actor, input: LeavePoolInput): Promise<Outcome<{ poolJoinId: string }>> {
    return this.commands.run({ operation: 'leavePool', actor, input }, async (tx) => {
      const { pool, join } = await this.pools.lockOwnJoin(tx, actor, input.poolJoinId);
      tx.expectVersion(join, input.expectedVersion);
      requireGathering(pool, tx.at);
      await this.joining.leave(tx, actor, pool, join);
      return { poolJoinId: join.id };
    });
  }
}

@Resolver()
export class LeavePoolResolver {
  constructor(
    private readonly useCase: LeavePool,
    private readonly joins: PoolJoinReader,
  ) {}

  @Allow(...BUYING)
  @Mutation(() => PoolJoinPayload)
  async leavePool(
    @Args('input') input: LeavePoolInput,
    @CurrentActor() actor: Actor,
  ): Promise<PoolJoinPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ poolJoinId }) => {
      const join = await this.joins.visibleTo(actor, poolJoinId);
      return { poolJoin: join && shownJoin(join) };
    });
  }
}
