import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Password, SigningPassword } from '../../organizations/index';
import { SIGNERS, type AgreementFacts, type PairingSide } from '../../pairing/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  ShortText,
  answer,
  notFound,
  type Actor,
  type Tx,
} from '../../platform/index';
import { CountingPeriodPayload } from '../api/counting-period.type';
import { PeriodReader } from '../api/period-reader';
import { CountingPeriod } from '../storage/counting-period.entity';
import { CountingPeriods } from '../storage/counting-periods';
import { PeriodParties } from '../storage/period-parties';
import { PeriodSignatures } from '../storage/period-signatures';
import { PeriodWork } from '../storage/period-work';

@InputType()
export class SignPeriodInput extends ChangeInput {
  @Field(() => Id)
  periodId!: string;

  @Field(() => ShortText, { description: 'Hash of the report the signer has read' })
  sha256!: string;

  @Field(() => Password, { description: 'The signer’s password, asked for again' })
  password!: string;
}

/** Locks the period, adds the signature, and with the second one has the month signed. */
@Injectable()
export class PeriodSigning {
  constructor(
    private readonly periods: CountingPeriods,
    private readonly parties: PeriodParties,
    private readonly signatures: PeriodSignatures,
    private readonly work: PeriodWork,
    private readonly audit: Audit,
  ) {}

  async sign(tx: Tx, actor: Actor, input: SignPeriodInput): Promise<CountingPeriod> {
    const { period, agreement, side } = await this.lockFor(tx, actor, input.periodId);
    tx.expectVersion(period, input.expectedVersion);
    const state = await this.signatures.add(tx, period, { actor, side, sha256: input.sha256 });
    const signedAt = state === 'SIGNED' ? tx.at : null;
    const signed = await tx.change(CountingPeriod, period, { state, signedAt });
    await this.work.signedBy(tx, period, actor.organizationId);
    if (state === 'SIGNED') await this.work.signedByBoth(tx, signed, agreement);
    await this.audit.record(tx, {
      actor,
      action: 'signCountingPeriod',
      subjectKind: 'CountingPeriod',
      subjectId: period.id,
      fromState: period.state,
      toState: state,
      data: { revision: period.revision, sha256: input.sha256, side },
    });
    return signed;
  }

  /** Not there and not in the office's scope are one answer. */
  private async lockFor(
    tx: Tx,
    actor: Actor,
    id: string,
  ): Promise<{ period: CountingPeriod; agreement: AgreementFacts; side: PairingSide }> {
    const period = await this.periods.lock(tx, id);
    if (!period) throw notFound(['periodId']);
    return { period, ...(await this.parties.requireParty(tx, actor, period.agreementId, ['periodId'])) };
  }
}

/** One side signs the report of a closed month. */
@Injectable()
export class SignPeriod {
  constructor(
    private readonly commands: Commands,
    private readonly signing: PeriodSigning,
    private readonly password: SigningPassword,
  ) {}

  execute(actor: Actor, input: SignPeriodInput) {
    const before = () => this.password.confirm(actor, input.password, ['password']);
    return this.commands.run({ operation: 'signCountingPeriod', actor, input, before }, async (tx) => {
      const { id } = await this.signing.sign(tx, actor, input);
      return { periodId: id };
    });
  }
}

@Resolver()
export class SignPeriodResolver {
  constructor(
    private readonly useCase: SignPeriod,
    private readonly periods: PeriodReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => CountingPeriodPayload)
  async signCountingPeriod(
    @Args('input') input: SignPeriodInput,
    @CurrentActor() actor: Actor,
  ): Promise<CountingPeriodPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ periodId }) => ({
      period: await this.periods.visibleTo(actor, periodId),
    }));
  }
}
