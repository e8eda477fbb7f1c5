import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  notFound,
  type Actor,
  type Tx,
} from '../../platform/index';
import { CountingRestatementPayload } from '../api/restatement.type';
import { RestatementReader } from '../api/restatement-reader';
import { restatementRefusals } from '../domain/restatement.refusals';
import { MOST_CHANGES } from '../domain/restatement.states';
import type { CountingRestatement } from '../storage/counting-restatement.entity';
import { ReportedPeriods } from '../storage/reported-periods';
import { RestatementLocks } from '../storage/restatement-locks';
import { ProvinceParties } from '../storage/province-parties';
import { RestatementWork } from '../storage/restatement-work';
import { Restatements } from '../storage/restatements';

@InputType()
export class ProposeRestatementInput extends ChangeInput {
  @Field(() => Id)
  periodId!: string;

  @Field(() => [Id], {
    description: `Entries on the list to be taken out; with the others 1 to ${MOST_CHANGES}`,
  })
  outEntryIds!: string[];

  @Field(() => [Id], {
    description: 'Settled lines and lines of claims to be brought in, by the rules of their day in the month',
  })
  inPortionIds!: string[];

  @Field(() => NoteText)
  reason!: string;
}

/** Plans the change under the locks it will be carried out under. */
@Injectable()
export class RestatementProposal {
  constructor(
    private readonly reported: ReportedPeriods,
    private readonly parties: ProvinceParties,
    private readonly locks: RestatementLocks,
    private readonly restatements: Restatements,
    private readonly work: RestatementWork,
  ) {}

  async write(tx: Tx, actor: Actor, input: ProposeRestatementInput): Promise<CountingRestatement> {
    const known = await this.reported.find(tx, input.periodId);
    if (!known) throw notFound(['periodId']);
    const { agreement } = await this.parties.requireProvince(tx, actor, known.agreementId, ['periodId']);
    await this.locks.orders(tx, input.outEntryIds, input.inPortionIds);
    const period = await this.reported.hold(tx, known);
    tx.expectVersion(period, input.expectedVersion);
    if (period.state !== 'LOCKED') refuse(restatementRefusals.PERIOD_NOT_LOCKED(['periodId']));
    const restatement = await this.restatements.propose(tx, actor, { period, agreement }, input);
    await this.work.toSign(tx, restatement, agreement);
    return restatement;
  }
}

/** 提出重述: a province says which entries of a locked month should not, and which portions should stand there. */
@Injectable()
export class ProposeRestatement {
  constructor(
    private readonly commands: Commands,
    private readonly proposal: RestatementProposal,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ProposeRestatementInput) {
    return this.commands.run({ operation: 'proposeRestatement', actor, input }, async (tx) => {
      const { id, state, sha256 } = await this.proposal.write(tx, actor, input);
      await this.audit.record(tx, {
        actor,
        action: 'proposeRestatement',
        subjectKind: 'CountingRestatement',
        subjectId: id,
        toState: state,
        data: { periodId: input.periodId, sha256 },
      });
      return { restatementId: id };
    });
  }
}

@Resolver()
export class ProposeRestatementResolver {
  constructor(
    private readonly useCase: ProposeRestatement,
    private readonly restatements: RestatementReader,
  ) {}

  @Allow(Role.COORD_PROV)
  @Mutation(() => CountingRestatementPayload, {
    description: 'By one of the two provinces of a locked month; both sign, and not who proposed it',
  })
  async proposeRestatement(
    @Args('input') input: ProposeRestatementInput,
    @CurrentActor() actor: Actor,
  ): Promise<CountingRestatementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ restatementId }) => ({
      restatement: await this.restatements.visibleTo(actor, restatementId),
    }));
  }
}
