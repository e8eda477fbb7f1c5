import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role, SigningPassword } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  ShortText,
  addDays,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { FrameworkAgreementPayload } from '../api/framework-agreement.payload';
import {
  FrameworkTerminationReasonEnum,
  type FrameworkTerminationReason,
} from '../api/framework-agreement.type';
import { frameworkRefusals } from '../domain/framework.refusals';
import type { FrameworkVerb } from '../domain/framework.states';
import type { FrameworkAgreement } from '../storage/framework-agreement.entity';
import { FrameworkBook } from '../storage/framework-book';
import { RevisionBook } from '../storage/revision-book';
import { FrameworkReader } from '../storage/framework-reader';
import { signingSidesOf } from '../storage/signing-sides';

@InputType()
export class TerminateFrameworkAgreementInput extends ChangeInput {
  @Field(() => Id)
  frameworkAgreementId!: string;

  @Field(() => FrameworkTerminationReasonEnum)
  reason!: FrameworkTerminationReason;

  @Field(() => NoteText, { nullable: true, description: 'The other side reads it' })
  note?: string | null;

  @Field(() => ShortText, { description: 'Asked again, as for a signature' })
  password!: string;
}

/**
 * Either side gives the agreed notice, by somebody who may sign for it; until then the agreement runs on, and what was
 * called off is delivered. What nobody has accepted yet the buyer just drops.
 */
@Injectable()
export class TerminateFrameworkAgreement {
  constructor(
    private readonly commands: Commands,
    private readonly signing: SigningPassword,
    private readonly book: FrameworkBook,
    private readonly revisions: RevisionBook,
  ) {}

  execute(actor: Actor, input: TerminateFrameworkAgreementInput): Promise<Outcome<{ frameworkId: string }>> {
    const before = () => this.signing.confirm(actor, input.password, ['password']);
    return this.commands.run(
      { operation: 'terminateFrameworkAgreement', actor, input, before },
      async (tx) => {
        const sides = signingSidesOf(actor);
        const { framework, side } = await this.book.lockFor(tx, actor, input.frameworkAgreementId, sides);
        tx.expectVersion(framework, input.expectedVersion);
        if (framework.terminatesOn) refuse(frameworkRefusals.NOTICE_ALREADY_GIVEN(['frameworkAgreementId']));
        const verb =
          side === 'SUPPLIER' && framework.state === 'SIGNED_BY_ONE' ? 'terminate' : verbFor(framework);
        const days = verb === 'giveNotice' ? framework.noticeDays : 0;
        const moved = await this.book.move(tx, framework, verb, actor, {
          terminatesOn: addDays(businessDateOf(tx.at), days),
          terminationReason: input.reason,
          terminationNote: input.note ?? null,
          terminatedSide: side,
        });
        if (moved.state === 'TERMINATED') await this.revisions.withdrawOpen(tx, moved);
        return { frameworkId: framework.id };
      },
    );
  }
}

@Resolver()
export class TerminateFrameworkAgreementResolver {
  constructor(
    private readonly useCase: TerminateFrameworkAgreement,
    private readonly frameworks: FrameworkReader,
  ) {}

  @Allow(Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => FrameworkAgreementPayload)
  async terminateFrameworkAgreement(
    @Args('input') input: TerminateFrameworkAgreementInput,
    @CurrentActor() actor: Actor,
  ): Promise<FrameworkAgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ frameworkId }) => ({
      frameworkAgreement: await this.frameworks.visibleTo(actor, frameworkId),
    }));
  }
}

function verbFor({ state, noticeDays }: FrameworkAgreement): FrameworkVerb {
  if (state === 'DRAFT' || state === 'SIGNED_BY_ONE') return 'drop';
  return noticeDays > 0 ? 'giveNotice' : 'terminate';
}
