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
import { ClaimTermsInput } from '../api/claim.input';
import { ClaimPayload } from '../api/claim.type';
import { claimStates } from '../domain/claim.states';
import { Claim } from '../storage/claim.entity';
import { ClaimBook } from '../storage/claim-book';
import { ClaimEntry } from '../storage/claim-entry';
import { ClaimEvidence } from '../storage/claim-evidence';
import { ClaimReader } from '../storage/claim-reader';

@InputType()
export class AmendClaimInput extends ChangeInput {
  @Field(() => Id)
  claimId!: string;

  @Field(() => ClaimTermsInput)
  terms!: ClaimTermsInput;
}

/** A claim nobody has vouched for yet is said anew: what the old wording held is given back, the new one is looked for twins. */
@Injectable()
export class AmendClaim {
  constructor(
    private readonly commands: Commands,
    private readonly entry: ClaimEntry,
    private readonly evidence: ClaimEvidence,
    private readonly book: ClaimBook,
  ) {}

  execute(actor: Actor, input: AmendClaimInput): Promise<Outcome<{ claimId: string }>> {
    return this.commands.run({ operation: 'amendClaim', actor, input }, async (tx) => {
      const claim = await this.book.lockOwn(tx, actor, input.claimId);
      tx.expectVersion(claim, input.expectedVersion);
      claimStates.next(claim.state, 'amend', ['claimId']);
      const lines = await this.book.lines(tx, claim);
      const { goods, ...entered } = await this.entry.read(tx, actor, input.terms);
      await this.entry.lock(tx, { ...entered, goods }, { claim, lines });
      await this.entry.drop(tx, lines);
      const revision = claim.revision + 1;
      const state = await this.entry.write(tx, { id: claim.id, revision }, { ...entered, goods });
      const changed = await tx.change(Claim, claim, { ...entered, revision, state });
      await this.book.record(tx, actor, 'amendClaim', changed, { from: claim.state, to: state });
      await this.evidence.share(tx, actor, changed);
      await this.book.backToVerify(tx, changed);
      if (changed.supplierId !== claim.supplierId)
        await this.book.tell(tx, changed, 'CLAIM_ON_YOUR_LOT', [changed.supplierId]);
      return { claimId: claim.id };
    });
  }
}

@Resolver()
export class AmendClaimResolver {
  constructor(
    private readonly useCase: AmendClaim,
    private readonly claims: ClaimReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => ClaimPayload)
  async amendClaim(
    @Args('input') input: AmendClaimInput,
    @CurrentActor() actor: Actor,
  ): Promise<ClaimPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ claimId }) => ({
      claim: await this.claims.visibleTo(actor, claimId),
    }));
  }
}
