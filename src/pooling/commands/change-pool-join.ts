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
import { PoolShareInput } from '../api/pool-join.input';
import { shownJoin } from '../api/pool-join.type';
import { JoinAcceptance } from '../storage/join-acceptance';
import { PoolBook, requireGathering } from '../storage/pool-book';
import { PoolJoinReader } from '../storage/pool-join-reader';
import { PoolJoining } from '../storage/pool-joining';
import { BUYING } from '../storage/pool-reader';

@InputType()
export class ChangePoolJoinInput extends ChangeInput {
  @Field(() => Id)
  poolJoinId!: string;

  @Field(() => PoolShareInput)
  share!: PoolShareInput;
}

/** Until the pool is closed. What is in follows at once; above the limit it goes over the approver’s desk again. */
@Injectable()
export class ChangePoolJoin {
  constructor(
    private readonly commands: Commands,
    private readonly pools: PoolBook,
    private readonly acceptance: JoinAcceptance,
    private readonly joining: PoolJoining,
  ) {}

  execute(actor: Actor, input: ChangePoolJoinInput): Promise<Outcome<{ poolJoinId: string }>> {
    return this.commands.run({ operation: 'changePoolJoin', actor, input }, async (tx) => {
      const { pool, join } = await this.pools.lockOwnJoin(tx, actor, input.poolJoinId);
      tx.expectVersion(join, input.expectedVersion);
      requireGathering(pool, tx.at);
      const said = await this.acceptance.accept(tx, pool, join.unitId, input.share);
      await this.joining.change(tx, actor, pool, join, said);
      return { poolJoinId: join.id };
    });
  }
}

@Resolver()
export class ChangePoolJoinResolver {
  constructor(
    private readonly useCase: ChangePoolJoin,
    private readonly joins: PoolJoinReader,
  ) {}

  @Allow(...BUYING)
  @Mutation(() => PoolJoinPayload)
  async changePoolJoin(
    @Args('input') input: ChangePoolJoinInput,
    @CurrentActor() actor: Actor,
  ): Promise<PoolJoinPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ poolJoinId }) => {
      const join = await this.joins.visibleTo(actor, poolJoinId);
      return { poolJoin: join && shownJoin(join) };
    });
  }
}
