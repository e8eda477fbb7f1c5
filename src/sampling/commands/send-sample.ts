import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  ShortText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { requireShipped } from '../../procurement/index';
import { SamplePayload } from '../api/sample.type';
import { SampleBook } from '../storage/sample-book';
import { SampleReader } from '../storage/sample-reader';
import { readAskedPrice } from '../domain/sample-terms';
import { sampleStates } from '../domain/sample.states';
import { SampleGoods } from '../storage/sample-goods';

@InputType()
export class SendSampleInput extends ChangeInput {
  @Field(() => Id)
  sampleId!: string;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'What it costs, carriage included; free unless said',
  })
  price?: MoneyInput | null;

  @Field(() => ShortText)
  carrier!: string;

  @Field(() => ShortText, { nullable: true })
  trackingNo?: string | null;

  @Field(() => Id, { nullable: true, description: 'The lot it is taken of' })
  lotId?: string | null;

  @Field(() => ShortText, { nullable: true, description: 'Instead of a lot, before the harvest' })
  grade?: string | null;
}

/** The supplier sends it, free or at no more than the buyer would pay; of a lot it is taken at once. */
@Injectable()
export class SendSample {
  constructor(
    private readonly commands: Commands,
    private readonly book: SampleBook,
    private readonly goods: SampleGoods,
  ) {}

  execute(actor: Actor, input: SendSampleInput): Promise<Outcome<{ sampleId: string }>> {
    requireShipped(input);
    return this.commands.run({ operation: 'sendSample', actor, input }, async (tx) => {
      const locked = await this.book.lockFor(tx, actor, input.sampleId, 'SUPPLIER');
      tx.expectVersion(locked.sample, input.expectedVersion);
      const line = await this.book.requireWanted(tx, locked);
      const { sample } = locked;
      sampleStates.next(sample.state, 'send', ['sampleId']);
      const priceFen = readAskedPrice(input.price ?? null, sample.mostPriceFen, ['price']);
      const goods = await this.goods.take(tx, actor, input, { line, quantityBase: sample.quantityBase });
      const { carrier, trackingNo = null } = input;
      await this.book.move(tx, locked, 'send', actor, {
        ...goods,
        priceFen,
        carrier,
        trackingNo,
        sentAt: tx.at,
      });
      return { sampleId: input.sampleId };
    });
  }
}

@Resolver()
export class SendSampleResolver {
  constructor(
    private readonly useCase: SendSample,
    private readonly samples: SampleReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => SamplePayload)
  async sendSample(
    @Args('input') input: SendSampleInput,
    @CurrentActor() actor: Actor,
  ): Promise<SamplePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sampleId }) => ({
      sample: await this.samples.visibleTo(actor, sampleId),
    }));
  }
}
