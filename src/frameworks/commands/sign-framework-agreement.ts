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
import { FrameworkBook } from '../storage/framework-book';
import { FrameworkPapers } from '../storage/framework-papers';
import { FrameworkReader } from '../storage/framework-reader';
import { signingSidesOf } from '../storage/signing-sides';

@InputType()
export class SignFrameworkAgreementInput extends ChangeInput {
  @Field(() => Id)
  frameworkAgreementId!: string;

  @Field(() => Id, { description: 'The text that was read' })
  documentId!: string;

  @Field(() => ShortText, { description: 'Its SHA-256' })
  sha256!: string;

  @Field(() => ShortText, { description: 'Asked again for a signature' })
  password!: string;
}

/** The buyer’s approver first, which offers it, then the supplier, which makes it active. */
@Injectable()
export class SignFrameworkAgreement {
  constructor(
    private readonly commands: Commands,
    private readonly signing: SigningPassword,
    private readonly book: FrameworkBook,
    private readonly papers: FrameworkPapers,
    private readonly admissions: Admissions,
  ) {}

  execute(actor: Actor, input: SignFrameworkAgreementInput): Promise<Outcome<{ frameworkId: string }>> {
    const before = () => this.signing.confirm(actor, input.password, ['password']);
    return this.commands.run({ operation: 'signFrameworkAgreement', actor, input, before }, async (tx) => {
      const sides = signingSidesOf(actor);
      const { framework, side } = await this.book.lockFor(tx, actor, input.frameworkAgreementId, sides);
      tx.expectVersion(framework, input.expectedVersion);
      requireNotOver(framework, businessDateOf(tx.at), ['frameworkAgreementId']);
      const { id: frameworkId, draftNumber: number, supplierId } = framework;
      await this.admissions.requireAdmitted(tx, supplierId, ['frameworkAgreementId']);
      const offer = { offeredNumber: number, sentBackNote: null };
      const moved =
        side === 'BUYER'
          ? await this.book.move(tx, framework, 'offer', actor, offer)
          : await this.book.move(tx, framework, 'accept', actor, { activeSince: tx.at });
      const paper = await this.papers.find(tx, { frameworkId, number });
      await this.papers.sign(tx, actor, paper, side, input);
      await this.book.followQuantities(tx, moved);
      return { frameworkId };
    });
  }
}

@Resolver()
export class SignFrameworkAgreementResolver {
  constructor(
    private readonly useCase: SignFrameworkAgreement,
    private readonly frameworks: FrameworkReader,
  ) {}

  @Allow(Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => FrameworkAgreementPayload)
  async signFrameworkAgreement(
    @Args('input') input: SignFrameworkAgreementInput,
    @CurrentActor() actor: Actor,
  ): Promise<FrameworkAgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ frameworkId }) => ({
      frameworkAgreement: await this.frameworks.visibleTo(actor, frameworkId),
    }));
  }
}
