import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
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
import { ClaimEvidenceInput } from '../api/claim.input';
import { ClaimPayload } from '../api/claim.type';
import { claimStates } from '../domain/claim.states';
import { claimsRefusals } from '../domain/claims.refusals';
import { Claim } from '../storage/claim.entity';
import { ClaimBook } from '../storage/claim-book';
import { ClaimEvidence } from '../storage/claim-evidence';
import { ClaimReader } from '../storage/claim-reader';

@InputType()
export class AttachClaimEvidenceInput extends ChangeInput {
  @Field(() => Id)
  claimId!: string;

  @Field(() => [ClaimEvidenceInput])
  evidence!: ClaimEvidenceInput[];
}

/** More papers for a claim nobody has vouched for yet; none is ever taken away. */
@Injectable()
export class AttachClaimEvidence {
  constructor(
    private readonly commands: Commands,
    private readonly evidence: ClaimEvidence,
    private readonly book: ClaimBook,
  ) {}

  execute(actor: Actor, input: AttachClaimEvidenceInput): Promise<Outcome<{ claimId: string }>> {
    return this.commands.run({ operation: 'attachClaimEvidence', actor, input }, async (tx) => {
      const claim = await this.book.lockOwn(tx, actor, input.claimId);
      tx.expectVersion(claim, input.expectedVersion);
      claimStates.next(claim.state, 'amend', ['claimId']);
      if (input.evidence.length === 0) refuse(claimsRefusals.EVIDENCE_MISSING(['evidence']));
      await this.evidence.attach(tx, actor, claim, input.evidence, ['evidence']);
      // The same state under another version: who has read the claim without the paper has not read this one.
      const changed = await tx.change(Claim, claim, { state: claim.state });
      const data = { files: String(input.evidence.length) };
      await this.book.record(tx, actor, 'attachClaimEvidence', changed, {
        from: claim.state,
        to: claim.state,
        data,
      });
      return { claimId: claim.id };
    });
  }
}

@Resolver()
export class AttachClaimEvidenceResolver {
  constructor(
    private readonly useCase: AttachClaimEvidence,
    private readonly claims: ClaimReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => ClaimPayload)
  async attachClaimEvidence(
    @Args('input') input: AttachClaimEvidenceInput,
    @CurrentActor() actor: Actor,
  ): Promise<ClaimPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ claimId }) => ({
      claim: await this.claims.visibleTo(actor, claimId),
    }));
  }
}
