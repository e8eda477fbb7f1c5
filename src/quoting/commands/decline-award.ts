import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
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
import { QuotedRequests } from '../../sourcing/index';
import { AwardReader } from '../api/award-reader';
import { AwardPayload } from '../api/award.type';
import { DeclineReasonEnum } from '../api/invitation.type';
import { AwardBook } from '../storage/award-book';
import type { DeclineReason } from '../storage/invitation.entity';

@InputType()
export class DeclineAwardInput extends ChangeInput {
  @Field(() => Id)
  awardId!: string;

  @Field(() => DeclineReasonEnum)
  reason!: DeclineReason;
}

/** Less than he bound himself to: he may say no, and his quote stands as it was. */
@Injectable()
export class DeclineAward {
  constructor(
    private readonly commands: Commands,
    private readonly requests: QuotedRequests,
    private readonly awards: AwardBook,
  ) {}

  execute(actor: Actor, input: DeclineAwardInput): Promise<Outcome<{ awardId: string }>> {
    return this.commands.run({ operation: 'declineAward', actor, input }, async (tx) => {
      const award = await this.awards.find(tx, actor, input.awardId);
      const request = await this.requests.lock(tx, award.requestId);
      tx.expectVersion(award, input.expectedVersion);
      await this.awards.answer(tx, actor, award, request?.buyerId ?? '', {
        state: 'DECLINED',
        declineReason: input.reason,
      });
      return { awardId: award.id };
    });
  }
}

@Resolver()
export class DeclineAwardResolver {
  constructor(
    private readonly useCase: DeclineAward,
    private readonly reader: AwardReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => AwardPayload)
  async declineAward(
    @Args('input') input: DeclineAwardInput,
    @CurrentActor() actor: Actor,
  ): Promise<AwardPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ awardId }) => ({
      award: await this.reader.own(actor, awardId),
    }));
  }
}
