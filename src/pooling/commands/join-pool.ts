import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Organizations } from '../../organizations/index';
import {
  Allow,
  CommandInput,
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
import { poolRefusals } from '../domain/pool.refusals';
import { JoinAcceptance } from '../storage/join-acceptance';
import { PoolBook } from '../storage/pool-book';
import { PoolJoinBook } from '../storage/pool-join-book';
import { PoolJoinReader } from '../storage/pool-join-reader';
import { PoolJoining } from '../storage/pool-joining';
import { BUYING } from '../storage/pool-reader';

@InputType()
export class JoinPoolInput extends CommandInput {
  @Field(() => Id)
  poolId!: string;

  @Field(() => Id, { description: 'One’s own organization or one of its units: its budget pays' })
  unitId!: string;

  @Field(() => PoolShareInput)
  share!: PoolShareInput;
}

/** A unit comes in, at once or after its approver’s word; whoever brings the pool to its limit closes it. */
@Injectable()
export class JoinPool {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly acceptance: JoinAcceptance,
    private readonly pools: PoolBook,
    private readonly joins: PoolJoinBook,
    private readonly joining: PoolJoining,
  ) {}

  execute(actor: Actor, input: JoinPoolInput): Promise<Outcome<{ poolJoinId: string }>> {
    return this.commands.run({ operation: 'joinPool', actor, input }, async (tx) => {
      await this.organizations.requireOwnUnit(tx, actor, input.unitId, ['unitId']);
      const pool = await this.pools.lockGathering(tx, input.poolId);
      const said = await this.acceptance.accept(tx, pool, input.unitId, input.share);
      const active = await this.joins.activeOf(tx, pool);
      if (active.some(({ unitId }) => unitId === input.unitId))
        refuse(poolRefusals.JOINED_ALREADY(['unitId']));
      const join = {
        ...said,
        id: randomUUID(),
        version: 1,
        sharedBase: 0n,
        poolId: pool.id,
        buyerId: actor.organizationId,
        unitId: input.unitId,
        preparedBy: actor.memberId,
        joinedAt: tx.at,
      };
      await this.joining.join(tx, actor, pool, join);
      return { poolJoinId: join.id };
    });
  }
}

@Resolver()
export class JoinPoolResolver {
  constructor(
    private readonly useCase: JoinPool,
    private readonly joins: PoolJoinReader,
  ) {}

  @Allow(...BUYING)
  @Mutation(() => PoolJoinPayload)
  async joinPool(
    @Args('input') input: JoinPoolInput,
    @CurrentActor() actor: Actor,
  ): Promise<PoolJoinPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ poolJoinId }) => {
      const join = await this.joins.visibleTo(actor, poolJoinId);
      return { poolJoin: join && shownJoin(join) };
    });
  }
}
