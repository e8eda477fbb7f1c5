import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { CertificateKindEnum, type CertificateKind } from '../../catalog/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  QuantityInput,
  ShortText,
  Timestamp,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { DeliveryWindowInput, GRADES_BEST_FIRST } from '../../sourcing/index';
import { PoolPayload } from '../api/pool.payload';
import { poolNumber } from '../domain/pool-number';
import { PoolAcceptance } from '../storage/pool-acceptance';
import { PoolBook } from '../storage/pool-book';
import { BUYING, COORDINATING, PoolReader } from '../storage/pool-reader';

@InputType()
export class OpenPoolInput extends CommandInput {
  @Field(() => ShortText, { description: 'Units and suppliers read it' })
  title!: string;

  @Field(() => ShortText, { nullable: true, description: 'Either a category or a product' })
  categoryCode?: string | null;

  @Field(() => Id, { nullable: true })
  productId?: string | null;

  @Field(() => ShortText, { nullable: true, description: `${GRADES_BEST_FIRST.join('、')}; null takes all` })
  leastGrade?: string | null;

  @Field(() => [CertificateKindEnum], { defaultValue: [], description: 'All of them are required' })
  certificates!: CertificateKind[];

  @Field(() => NoteText, { nullable: true })
  specification?: string | null;

  @Field(() => QuantityInput, { description: 'All quantities of the pool are whole packs' })
  pack!: QuantityInput;

  @Field(() => QuantityInput, { description: 'Below this at the deadline it comes to nothing' })
  minimum!: QuantityInput;

  @Field(() => QuantityInput, { description: 'At this it is closed at once; the unit of the pool' })
  maximum!: QuantityInput;

  @Field(() => [DeliveryWindowInput], { description: 'Add up to the maximum' })
  windows!: DeliveryWindowInput[];

  @Field(() => Boolean, { description: 'Sealed quotes are shut to everybody until the deadline' })
  sealed!: boolean;

  @Field(() => Timestamp)
  gatheringDeadline!: string;

  @Field(() => Timestamp, { description: 'After joining has ended, before the first delivery window' })
  quoteDeadline!: string;
}

/** An organization or a coordination office asks who else wants the same goods. It joins like everybody, if it wants any. */
@Injectable()
export class OpenPool {
  constructor(
    private readonly commands: Commands,
    private readonly acceptance: PoolAcceptance,
    private readonly pools: PoolBook,
  ) {}

  execute(actor: Actor, input: OpenPoolInput): Promise<Outcome<{ poolId: string }>> {
    return this.commands.run({ operation: 'openPool', actor, input }, async (tx) => {
      const id = randomUUID();
      const { pool, windows } = await this.acceptance.accept(tx, id, input);
      const [next] = await tx.query<{ n: bigint }>(`SELECT nextval('pool_numbers') AS n`);
      const opened = {
        ...pool,
        id,
        version: 1,
        number: poolNumber(businessDateOf(tx.at), next?.n ?? 0n),
        openerId: actor.organizationId,
        openedBy: actor.memberId,
        state: 'GATHERING' as const,
        wantedBase: 0n,
        createdAt: tx.at,
      };
      await this.pools.open(tx, actor, opened, windows);
      return { poolId: id };
    });
  }
}

@Resolver()
export class OpenPoolResolver {
  constructor(
    private readonly useCase: OpenPool,
    private readonly pools: PoolReader,
  ) {}

  @Allow(...BUYING, ...COORDINATING)
  @Mutation(() => PoolPayload)
  async openPool(@Args('input') input: OpenPoolInput, @CurrentActor() actor: Actor): Promise<PoolPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ poolId }) => ({
      pool: await this.pools.visibleTo(actor, poolId),
    }));
  }
}
