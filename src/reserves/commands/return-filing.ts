import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { SIGNERS } from '../../pairing/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
} from '../../platform/index';
import { ReserveFilingPayload } from '../api/reserve-filing.type';
import { ReserveReader } from '../api/reserve-reader';
import { FilingDesk } from '../storage/filing-desk';
import { ReserveFiling } from '../storage/reserve-filing.entity';

@InputType()
export class ReturnFilingInput extends ChangeInput {
  @Field(() => Id)
  filingId!: string;

  @Field(() => NoteText)
  reason!: string;
}

/** The supervising unit sends a filing back: the unit files anew. */
@Injectable()
export class ReturnFiling {
  constructor(
    private readonly commands: Commands,
    private readonly desk: FilingDesk,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ReturnFilingInput) {
    return this.commands.run({ operation: 'returnFiling', actor, input }, async (tx) => {
      const filing = await this.desk.lockForSupervisor(tx, actor, input.filingId, input.expectedVersion);
      const decided = { decidedBy: actor.memberId, decidedAt: tx.at, returnReason: input.reason };
      const after = await tx.change(ReserveFiling, filing, { state: 'RETURNED', ...decided });
      await this.desk.decided(tx, after);
      await this.audit.record(tx, {
        actor,
        action: 'returnFiling',
        subjectKind: 'ReserveFiling',
        subjectId: filing.id,
        fromState: 'FILED',
        toState: 'RETURNED',
      });
      return { filingId: filing.id };
    });
  }
}

@Resolver()
export class ReturnFilingResolver {
  constructor(
    private readonly useCase: ReturnFiling,
    private readonly reserves: ReserveReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => ReserveFilingPayload)
  async returnFiling(
    @Args('input') input: ReturnFilingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ReserveFilingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ filingId }) => ({
      filing: await this.reserves.filing(filingId),
    }));
  }
}
