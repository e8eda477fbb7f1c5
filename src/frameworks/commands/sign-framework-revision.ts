import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Admissions, Role, SigningPassword } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  ShortText,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { FrameworkAgreementPayload } from '../api/framework-agreement.payload';
import { requireNotOver } from '../domain/framework-period';
import { frameworkStates } from '../domain/framework.states';
import { FrameworkPapers } from '../storage/framework-papers';
import { FrameworkReader } from '../storage/framework-reader';
import { RevisionBook, type LockedRevision } from '../storage/revision-book';
import { RevisionEffects } from '../storage/revision-effects';
import { signingSidesOf } from '../storage/signing-sides';

@InputType()
export class SignFrameworkRevisionInput extends ChangeInput {
  @Field(() => Id)
  revisionId!: string;

  @Field(() => Id, { description: 'The text that was read' })
  documentId!: string;

  @Field(() => ShortText, { description: 'Its SHA-256' })
  sha256!: string;

  @Field(() => ShortText, { description: 'Asked again for a signature' })
  password!: string;
}

/** Either side first; with the second signature the revision is in force. Not with a supplier who may not sell. */
@Injectable()
export class SignFrameworkRevision {
  constructor(
    private readonly commands: Commands,
    private readonly signing: SigningPassword,
    private readonly revisions: RevisionBook,
    private readonly papers: FrameworkPapers,
    private readonly effects: RevisionEffects,
    private readonly admissions: Admissions,
  ) {}

  execute(actor: Actor, input: SignFrameworkRevisionInput): Promise<Outcome<{ frameworkId: string }>> {
    const before = () => this.signing.confirm(actor, input.password, ['password']);
    return this.commands.run({ operation: 'signFrameworkRevision', actor, input, before }, async (tx) => {
      const locked = await this.revisions.lockFor(tx, actor, input.revisionId, signingSidesOf(actor));
      const { framework, revision, side } = locked;
      tx.expectVersion(revision, input.expectedVersion);
      frameworkStates.next(framework.state, 'revise', ['revisionId']);
      requireNotOver(framework, businessDateOf(tx.at), ['revisionId']);
      await this.admissions.requireAdmitted(tx, framework.supplierId, ['revisionId']);
      const paper = await this.papers.find(tx, { revisionId: revision.id });
      const verb = verbFor(locked);
      const moved = await this.revisions.move(
        tx,
        locked,
        verb,
        actor,
        verb === 'signSecond' ? { inForceAt: tx.at } : {},
      );
      await this.papers.sign(tx, actor, paper, side, input);
      await this.revisions.signedBy(tx, locked);
      if (moved.state === 'IN_FORCE') await this.effects.follow(tx, framework, moved);
      return { frameworkId: framework.id };
    });
  }
}

@Resolver()
export class SignFrameworkRevisionResolver {
  constructor(
    private readonly useCase: SignFrameworkRevision,
    private readonly frameworks: FrameworkReader,
  ) {}

  @Allow(Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => FrameworkAgreementPayload)
  async signFrameworkRevision(
    @Args('input') input: SignFrameworkRevisionInput,
    @CurrentActor() actor: Actor,
  ): Promise<FrameworkAgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ frameworkId }) => ({
      frameworkAgreement: await this.frameworks.visibleTo(actor, frameworkId),
    }));
  }
}

const verbFor = ({ revision }: LockedRevision) =>
  revision.state === 'SIGNED_BY_ONE' ? ('signSecond' as const) : ('signFirst' as const);
