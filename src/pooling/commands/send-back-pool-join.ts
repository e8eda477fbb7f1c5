import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { PoolJoinPayload } from '../api/pool.payload';
import { shownJoin } from '../api/pool-join.type';
import { PoolBook, requireGathering } from '../storage/pool-book';
import { PoolJoinBook } from '../storage/pool-join-book';
import { PoolJoinReader } from '../storage/pool-join-reader';

@InputType()
export class SendBackPoolJoinInput extends ChangeInput {
  @Field(() => Id)
  poolJoinId!: string;

  @Field(() => NoteText)
  note!: string;
}

/** The approver wants it said differently; it can be changed until the pool is closed. */
@Injectable()
export class SendBackPoolJoin {
  constructor(
    private readonly commands: Commands,
    private readonly pools: PoolBook,
    private readonly joins: PoolJoinBook,
  ) {}

  execute(actor: Actor, input: SendBackPoolJoinInput): Promise<Outcome<{ poolJoinId: string }>> {
    return this.commands.run({ operation: 'sendBackPoolJoin', actor, input }, async (tx) => {
      const { pool, join } = await this.pools.lockOwnJoin(tx, actor, input.poolJoinId);
      tx.expectVersion(join, input.expectedVersion);
      requireGathering(pool, tx.at);
      await this.joins.move(tx, pool, join, 'sendBack', actor, { sentBackNote: input.note });
      return { poolJoinId: join.id };
    });
  }
}

@Resolver()
export class SendBackPoolJoinResolver {
  constructor(
    private readonly useCase: SendBackPoolJoin,
    private readonly joins: PoolJoinReader,
  ) {}

  @Allow(Role.BUYER_APPROVER)
  @Mutation(() => PoolJoinPayload)
  async sendBackPoolJoin(
    @Args('input') input: SendBackPoolJoinInput,
    @CurrentActor() actor: Actor,
  ): Promise<PoolJoinPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ poolJoinId }) => {
      const join = await this.joins.visibleTo(actor, poolJoinId);
      return { poolJoin: join && shownJoin(join) };
    });
  }
}
