import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  Payload,
  QuantityInput,
  answer,
  notFound,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { ASKING, ON_MARKET, QuotedRequests, type SourcingRequest } from '../../sourcing/index';
import { AwardReader } from '../api/award-reader';
import { AwardType } from '../api/award.type';
import { MOST_AWARDS, quotingRefusals } from '../domain/quoting.refusals';
import { Awarding } from '../storage/awarding';
import { QuoteEnding } from '../storage/quote-ending';

@InputType()
export class AwardLineInput {
  @Field(() => Id)
  quoteLineId!: string;

  @Field(() => QuantityInput)
  quantity!: QuantityInput;
}

@InputType({ description: 'What is taken of one quote' })
export class QuoteAwardInput {
  @Field(() => Id)
  quoteId!: string;

  @Field(() => Int, { description: 'Number of the version you read' })
  number!: number;

  @Field(() => [AwardLineInput], { nullable: true, description: 'All of the quote unless said' })
  lines?: AwardLineInput[] | null;

  @Field(() => Id, {
    nullable: true,
    description:
      'Where two pairings cover the purchase equally; units of a pool said theirs when they joined',
  })
  pairingChoice?: string | null;

  @Field(() => Id, {
    nullable: true,
    description:
      'A sales channel: all its goods then have to stand under help-sell mandates signed before the orders; of a pool every unit’s order goes over it',
  })
  channelId?: string | null;
}

@InputType()
export class AwardQuotesInput extends ChangeInput {
  @Field(() => Id)
  sourcingRequestId!: string;

  @Field(() => [QuoteAwardInput], { description: `1 to ${MOST_AWARDS} quotes` })
  awards!: QuoteAwardInput[];
}

@ObjectType()
export class AwardQuotesPayload extends Payload {
  @Field(() => [AwardType], { nullable: true, description: 'All awards of the request' })
  awards?: AwardType[] | null;
}

/**
 * 定标, to one supplier or several, of all or a part: what is within the quotes becomes orders at once, all of them or
 * none; of what is less than a supplier bound himself to he is asked.
 */
@Injectable()
export class AwardQuotes {
  constructor(
    private readonly commands: Commands,
    private readonly requests: QuotedRequests,
    private readonly ending: QuoteEnding,
    private readonly awarding: Awarding,
  ) {}

  execute(actor: Actor, input: AwardQuotesInput): Promise<Outcome<{ sourcingRequestId: string }>> {
    return this.commands.run({ operation: 'awardQuotes', actor, input }, async (tx) => {
      const locked = await this.requests.lock(tx, input.sourcingRequestId);
      if (locked?.buyerId !== actor.organizationId) throw notFound(['sourcingRequestId']);
      tx.expectVersion(locked, input.expectedVersion);
      if (input.awards.length === 0) refuse(quotingRefusals.AWARD_EMPTY(['awards']));
      if (input.awards.length > MOST_AWARDS) refuse(quotingRefusals.AWARDS_TOO_MANY(['awards']));
      const request = await this.closed(tx, locked);
      await this.awarding.award(
        tx,
        actor,
        request,
        input.awards.map(({ quoteId, number, lines, pairingChoice, channelId }) => ({
          quoteId,
          number,
          lines: lines ?? null,
          pairingChoice: pairingChoice ?? null,
          channelId: channelId ?? null,
        })),
      );
      return { sourcingRequestId: request.id };
    });
  }

  /** Whoever is faster than the clock's own round closes the time of quoting himself. */
  private async closed(tx: Tx, request: SourcingRequest): Promise<SourcingRequest> {
    if (!ON_MARKET.includes(request.state)) {
      this.requests.requireAwardable(request);
      return request;
    }
    if (tx.at < request.quoteDeadline) refuse(quotingRefusals.AWARD_BEFORE_DEADLINE(['sourcingRequestId']));
    const closed = await this.ending.closeQuoting(tx, request);
    return closed ?? refuse(quotingRefusals.QUOTE_UNKNOWN(['awards', 0, 'quoteId']));
  }
}

@Resolver()
export class AwardQuotesResolver {
  constructor(
    private readonly useCase: AwardQuotes,
    private readonly reader: AwardReader,
  ) {}

  @Allow(...ASKING)
  @Mutation(() => AwardQuotesPayload)
  async awardQuotes(
    @Args('input') input: AwardQuotesInput,
    @CurrentActor() actor: Actor,
  ): Promise<AwardQuotesPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sourcingRequestId }) => ({
      awards: await this.reader.ofRequest(sourcingRequestId),
    }));
  }
}
