import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import { ProposalDecisions } from '../../payments/index';
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
import { BankLinePayload } from '../api/bank-line.type';
import { BankLineReader } from '../api/bank-line-reader';
import { BANK_LINE, LineProposals } from '../storage/line-proposals';

@InputType({ description: '驳回明细认定: the line stays open; the proposer may withdraw it, too' })
export class RejectBankLineInput extends ChangeInput {
  @Field(() => Id)
  proposalId!: string;
}

@Injectable()
export class RejectBankLine {
  constructor(
    private readonly commands: Commands,
    private readonly proposals: LineProposals,
    private readonly decisions: ProposalDecisions,
  ) {}

  execute(actor: Actor, input: RejectBankLineInput): Promise<Outcome<{ lineId: string }>> {
    return this.commands.run({ operation: 'rejectBankLine', actor, input }, async (tx) => {
      const { expectedVersion } = input;
      const proposal = await this.proposals.get(tx, input.proposalId);
      const { lineId, kind } = proposal;
      const decision = { verb: 'reject', proposal, expectedVersion, path: ['proposalId'] } as const;
      await this.decisions.decide(tx, actor, BANK_LINE, decision, () => ({ data: { lineId, kind } }));
      return { lineId };
    });
  }
}

@Resolver()
export class RejectBankLineResolver {
  constructor(
    private readonly useCase: RejectBankLine,
    private readonly reader: BankLineReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => BankLinePayload)
  async rejectBankLine(
    @Args('input') input: RejectBankLineInput,
    @CurrentActor() actor: Actor,
  ): Promise<BankLinePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ lineId }) => ({
      line: await this.reader.find(actor, lineId),
    }));
  }
}
