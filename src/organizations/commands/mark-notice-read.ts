import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  AllowSignedIn,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { DonePayload } from '../api/token-pair.type';

@InputType()
export class MarkNoticeReadInput extends CommandInput {
  @Field(() => Id)
  noticeId!: string;
}

@Injectable()
export class MarkNoticeRead {
  constructor(private readonly commands: Commands) {}

  execute(actor: Actor, input: MarkNoticeReadInput): Promise<Outcome<{ noticeId: string }>> {
    return this.commands.run({ operation: 'markNoticeRead', actor, input }, async (tx) => {
      const { noticeId } = input;
      const own = await tx.query(
        'SELECT FROM notices WHERE id = $1 AND organization_id = $2 AND (role IS NULL OR role = ANY($3))',
        [noticeId, actor.organizationId, actor.roles],
      );
      if (own.length === 0) throw notFound(['noticeId']);
      await tx.query(
        'INSERT INTO notice_reads (notice_id, member_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [noticeId, actor.memberId, tx.at],
      );
      return { noticeId };
    });
  }
}

@Resolver()
export class MarkNoticeReadResolver {
  constructor(private readonly useCase: MarkNoticeRead) {}

  @AllowSignedIn()
  @Mutation(() => DonePayload)
  async markNoticeRead(
    @Args('input') input: MarkNoticeReadInput,
    @CurrentActor() actor: Actor,
  ): Promise<DonePayload> {
    return answer(await this.useCase.execute(actor, input), async () => ({ done: true }));
  }
}
