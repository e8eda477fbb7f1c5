import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { FrameworkAgreementPayload } from '../api/framework-agreement.payload';
import { FrameworkTermsInput } from '../api/framework-terms.input';
import { frameworkNumber } from '../domain/framework-number';
import { frameworkRefusals } from '../domain/framework.refusals';
import type { FrameworkAgreement } from '../storage/framework-agreement.entity';
import { FrameworkBook } from '../storage/framework-book';
import { FrameworkDrafts } from '../storage/framework-drafts';
import { FrameworkReader } from '../storage/framework-reader';

@InputType()
export class DraftFrameworkAgreementInput extends CommandInput {
  @Field(() => Id)
  supplierId!: string;

  @Field(() => FrameworkTermsInput)
  terms!: FrameworkTermsInput;
}

/** The buyer writes down what he wants to agree on; the supplier sees it once the buyer has signed. */
@Injectable()
export class DraftFrameworkAgreement {
  constructor(
    private readonly commands: Commands,
    private readonly drafts: FrameworkDrafts,
    private readonly book: FrameworkBook,
  ) {}

  execute(actor: Actor, input: DraftFrameworkAgreementInput): Promise<Outcome<{ frameworkId: string }>> {
    return this.commands.run({ operation: 'draftFrameworkAgreement', actor, input }, async (tx) => {
      const { supplierId, terms } = input;
      if (supplierId === actor.organizationId) refuse(frameworkRefusals.OWN_GOODS(['supplierId']));
      const { drafted, write } = await this.drafts.draft(tx, actor, { supplierId, draftNumber: 1 }, terms);
      const [next] = await tx.query<{ n: bigint }>(`SELECT nextval('framework_numbers') AS n`);
      const framework: FrameworkAgreement = {
        ...drafted,
        id: randomUUID(),
        version: 1,
        number: frameworkNumber(businessDateOf(tx.at), next?.n ?? 0n),
        buyerId: actor.organizationId,
        supplierId,
        state: 'DRAFT',
        offeredNumber: null,
        createdAt: tx.at,
        activeSince: null,
        sentBackNote: null,
        terminatesOn: null,
        terminationReason: null,
        terminationNote: null,
        terminatedSide: null,
      };
      await this.book.add(tx, actor, framework);
      await write(framework);
      return { frameworkId: framework.id };
    });
  }
}

@Resolver()
export class DraftFrameworkAgreementResolver {
  constructor(
    private readonly useCase: DraftFrameworkAgreement,
    private readonly frameworks: FrameworkReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => FrameworkAgreementPayload)
  async draftFrameworkAgreement(
    @Args('input') input: DraftFrameworkAgreementInput,
    @CurrentActor() actor: Actor,
  ): Promise<FrameworkAgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ frameworkId }) => ({
      frameworkAgreement: await this.frameworks.visibleTo(actor, frameworkId),
    }));
  }
}
