import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { SIGNERS } from '../../pairing/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  ShortText,
  answer,
  notFound,
  type Actor,
  type Tx,
} from '../../platform/index';
import { CountingDisputePayload, FILES } from '../api/counting-dispute.type';
import { DisputeReader } from '../api/dispute-reader';
import { periodStates } from '../domain/counting-period.states';
import { countingRefusals } from '../domain/counting.refusals';
import { MOST_LINES } from '../domain/dispute.states';
import type { CountingDispute } from '../storage/counting-dispute.entity';
import { DisputeDesk } from '../storage/dispute-desk';
import { DisputeWork, otherSide } from '../storage/dispute-work';
import { Disputes } from '../storage/disputes';
import { PeriodParties } from '../storage/period-parties';
import { ReportedPeriods } from '../storage/reported-periods';

@InputType()
export class DisputedLineInput {
  @Field(() => Id, { description: 'A confirmed entry on the month’s list of which something is left' })
  entryId!: string;

  @Field(() => ShortText)
  reason!: string;
}

@InputType()
export class DisputePeriodLinesInput extends ChangeInput {
  @Field(() => Id)
  periodId!: string;

  @Field(() => ShortText, { description: 'Hash of the report that was read' })
  sha256!: string;

  @Field(() => [DisputedLineInput], { description: `1 to ${MOST_LINES}` })
  lines!: DisputedLineInput[];

  @Field(() => NoteText)
  words!: string;

  @Field(() => [Id], { defaultValue: [], description: FILES })
  fileIds!: string[];
}

/** Opens a dispute under the month's row. */
@Injectable()
export class DisputeOpening {
  constructor(
    private readonly reported: ReportedPeriods,
    private readonly parties: PeriodParties,
    private readonly disputes: Disputes,
    private readonly work: DisputeWork,
    private readonly desk: DisputeDesk,
  ) {}

  async open(tx: Tx, actor: Actor, input: DisputePeriodLinesInput): Promise<CountingDispute> {
    const known = await this.reported.find(tx, input.periodId);
    if (!known) throw notFound(['periodId']);
    const { agreement, side } = await this.parties.requireParty(tx, actor, known.agreementId, ['periodId']);
    const period = await this.reported.hold(tx, known);
    tx.expectVersion(period, input.expectedVersion);
    periodStates.next(period.state, 'dispute');
    await this.reported.requireRead(tx, period, input.sha256);
    if (await this.reported.isSignedBy(tx, period, side)) refuse(countingRefusals.SIDE_SIGNED_ALREADY());
    const dispute = await this.disputes.open(tx, { actor, side, agreement }, period, input);
    await this.work.waitsFor(tx, dispute, agreement, otherSide(side));
    await this.desk.step(tx, actor, 'disputePeriodLines', dispute, null);
    return dispute;
  }
}

/** A side that does not sign says which lines are wrong: they are frozen, and the month is reported anew without them. */
@Injectable()
export class DisputePeriodLines {
  constructor(
    private readonly commands: Commands,
    private readonly opening: DisputeOpening,
  ) {}

  execute(actor: Actor, input: DisputePeriodLinesInput) {
    return this.commands.run({ operation: 'disputePeriodLines', actor, input }, async (tx) => {
      const { id } = await this.opening.open(tx, actor, input);
      return { disputeId: id };
    });
  }
}

@Resolver()
export class DisputePeriodLinesResolver {
  constructor(
    private readonly useCase: DisputePeriodLines,
    private readonly disputes: DisputeReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => CountingDisputePayload)
  async disputePeriodLines(
    @Args('input') input: DisputePeriodLinesInput,
    @CurrentActor() actor: Actor,
  ): Promise<CountingDisputePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ disputeId }) => ({
      dispute: await this.disputes.visibleTo(actor, disputeId),
    }));
  }
}
