import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role, Tasks } from '../../organizations/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { QuotedRequests } from '../../sourcing/index';
import { DeclineReasonEnum, QuoteInvitationPayload } from '../api/invitation.type';
import { quotingRefusals } from '../domain/quoting.refusals';
import { QuoteInvitation, type DeclineReason } from '../storage/invitation.entity';
import { InvitationReader } from '../storage/invitation-reader';
import { shutUntil } from '../storage/quote-book';

@InputType()
export class DeclineInvitationInput extends ChangeInput {
  @Field(() => Id)
  invitationId!: string;

  @Field(() => DeclineReasonEnum)
  reason!: DeclineReason;
}

/** Who will not quote says so, and why; the buyer of a sealed request hears it after the deadline. */
@Injectable()
export class DeclineInvitation {
  constructor(
    private readonly commands: Commands,
    private readonly requests: QuotedRequests,
    private readonly tasks: Tasks,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: DeclineInvitationInput): Promise<Outcome<{ invitationId: string }>> {
    return this.commands.run({ operation: 'declineInvitation', actor, input }, async (tx) => {
      const found = await tx.manager.findOne(QuoteInvitation, { where: { id: input.invitationId } });
      if (found?.supplierId !== actor.organizationId) throw notFound(['invitationId']);
      const request = await this.requests.lock(tx, found.requestId);
      tx.expectVersion(found, input.expectedVersion);
      if (found.state === 'DECLINED') refuse(quotingRefusals.DECLINED_ALREADY(['invitationId']));
      const changes = { state: 'DECLINED', declineReason: input.reason, declinedAt: tx.at } as const;
      await tx.change(QuoteInvitation, found, changes);
      const subject = { subjectKind: 'QuoteInvitation', subjectId: found.id };
      await this.tasks.close(tx, subject);
      const until = request && shutUntil(request, tx.at);
      await this.audit.record(tx, {
        actor,
        action: 'decline',
        ...subject,
        fromState: 'INVITED',
        toState: 'DECLINED',
        reason: input.reason,
        ...(until ? { shutUntil: until } : {}),
      });
      return { invitationId: found.id };
    });
  }
}

@Resolver()
export class DeclineInvitationResolver {
  constructor(
    private readonly useCase: DeclineInvitation,
    private readonly reader: InvitationReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => QuoteInvitationPayload)
  async declineInvitation(
    @Args('input') input: DeclineInvitationInput,
    @CurrentActor() actor: Actor,
  ): Promise<QuoteInvitationPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ invitationId }) => ({
      invitation: await this.reader.ownOne(actor, invitationId),
    }));
  }
}
