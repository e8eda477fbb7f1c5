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
import { SourcingCancellationReasonEnum, type SourcingCancellationReason } from '../../sourcing/index';
import { PoolPayload } from '../api/pool.payload';
import { PoolBook } from '../storage/pool-book';
import { PoolClosing } from '../storage/pool-closing';
import { BUYING, COORDINATING, PoolReader } from '../storage/pool-reader';

@InputType()
export class CancelPoolInput extends ChangeInput {
  @Field(() => Id)
  poolId!: string;

  @Field(() => SourcingCancellationReasonEnum)
  reason!: SourcingCancellationReason;
}

/** While it gathers; later the request it became is cancelled. Every unit gets its reservation back. */
@Injectable()
export class CancelPool {
  constructor(
    private readonly commands: Commands,
    private readonly pools: PoolBook,
    private readonly closing: PoolClosing,
  ) {}

  execute(actor: Actor, input: CancelPoolInput): Promise<Outcome<{ poolId: string }>> {
    return this.commands.run({ operation: 'cancelPool', actor, input }, async (tx) => {
      const pool = await this.pools.lockOwn(tx, actor, input.poolId);
      tx.expectVersion(pool, input.expectedVersion);
      await this.closing.cancel(tx, actor, pool, input.reason);
      return { poolId: pool.id };
    });
  }
}

@Resolver()
export class CancelPoolResolver {
  constructor(
    private readonly useCase: CancelPool,
    private readonly pools: PoolReader,
  ) {}

  @Allow(...BUYING, ...COORDINATING)
  @Mutation(() => PoolPayload)
  async cancelPool(
    @Args('input') input: CancelPoolInput,
    @CurrentActor() actor: Actor,
  ): Promise<PoolPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ poolId }) => ({
      pool: await this.pools.visibleTo(actor, poolId),
    }));
  }
}
