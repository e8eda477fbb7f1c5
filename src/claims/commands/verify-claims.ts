import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, Resolver } from '@nestjs/graphql';
import { Password, Role, SigningPassword } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  ShortText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ClaimsPayload } from '../api/claim.type';
import { MOST_VERIFIED_AT_ONCE } from '../domain/claims.refusals';
import { ClaimReader } from '../storage/claim-reader';
import { ClaimVerification } from '../storage/claim-verification';

@InputType()
export class ReadClaimInput {
  @Field(() => Id)
  claimId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => ShortText, { description: 'Of the text the verifier has read' })
  sha256!: string;

  @Field(() => NoteText, {
    nullable: true,
    description: 'Why it is another purchase than the one it resembles',
  })
  distinctBecause?: string | null;
}

@InputType()
export class VerifyClaimsInput extends CommandInput {
  @Field(() => [ReadClaimInput], { description: `1 to ${MOST_VERIFIED_AT_ONCE}; all of them or none` })
  claims!: ReadClaimInput[];

  @Field(() => Password, { description: 'The verifier’s password, asked for again' })
  password!: string;
}

/** One side vouches for claims it has read; with the other side’s word they are confirmed and count. */
@Injectable()
export class VerifyClaims {
  constructor(
    private readonly commands: Commands,
    private readonly verification: ClaimVerification,
    private readonly password: SigningPassword,
  ) {}

  execute(actor: Actor, input: VerifyClaimsInput): Promise<Outcome<{ claimIds: string[] }>> {
    const before = () => this.password.confirm(actor, input.password, ['password']);
    return this.commands.run({ operation: 'verifyClaims', actor, input, before }, async (tx) => {
      await this.verification.verify(tx, actor, input.claims);
      return { claimIds: input.claims.map(({ claimId }) => claimId) };
    });
  }
}

@Resolver()
export class VerifyClaimsResolver {
  constructor(
    private readonly useCase: VerifyClaims,
    private readonly claims: ClaimReader,
  ) {}

  @Allow(Role.VERIFIER)
  @Mutation(() => ClaimsPayload)
  async verifyClaims(
    @Args('input') input: VerifyClaimsInput,
    @CurrentActor() actor: Actor,
  ): Promise<ClaimsPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ claimIds }) => ({
      claims: await this.claims.manyVisibleTo(actor, claimIds),
    }));
  }
}
