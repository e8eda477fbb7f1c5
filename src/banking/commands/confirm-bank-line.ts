import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
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
import { bankingRefusals } from '../domain/banking.refusals';
import { BANK_LINE, LineProposals } from '../storage/line-proposals';
import { LineUses } from '../storage/line-uses';
import { OpenLines } from '../storage/open-lines';
import { OwnMoney } from '../storage/own-money';

@InputType({ description: '复核明细认定, by another member than the one who proposed it' })
export class ConfirmBankLineInput extends ChangeInput {
  @Field(() => Id)
  proposalId!: string;
}

@Injectable()
export class ConfirmBankLine {
  constructor(
    private readonly commands: Commands,
    private readonly proposals: LineProposals,
    private readonly decisions: ProposalDecisions,
    private readonly lines: OpenLines,
    private readonly uses: LineUses,
    private readonly own: OwnMoney,
  ) {}

  execute(actor: Actor, input: ConfirmBankLineInput): Promise<Outcome<{ lineId: string }>> {
    return this.commands.run({ operation: 'confirmBankLine', actor, input }, async (tx) => {
      const { expectedVersion } = input;
      const { lineId } = await this.proposals.get(tx, input.proposalId);
      const isOpen = await this.uses.lockOpen(tx, lineId);
      const proposal = await this.proposals.get(tx, input.proposalId);
      const { kind } = proposal;
      const decision = { verb: 'confirm', proposal, expectedVersion, path: ['proposalId'] } as const;
      await this.decisions.decide(tx, actor, BANK_LINE, decision, async () => {
        const line = isOpen ? await this.lines.get(tx, lineId) : null;
        if (!line) return refuse(bankingRefusals.LINE_IS_KNOWN(['proposalId']));
        const transferId = await this.own.book(tx, actor, kind, line);
        await this.uses.add(tx, lineId, { reason: 'AGREED', transferId });
        return { data: { lineId, kind, transferId } };
      });
      return { lineId };
    });
  }
}

@Resolver()
export class ConfirmBankLineResolver {
  constructor(
    private readonly useCase: ConfirmBankLine,
    private readonly reader: BankLineReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => BankLinePayload)
  async confirmBankLine(
    @Args('input') input: ConfirmBankLineInput,
    @CurrentActor() actor: Actor,
  ): Promise<BankLinePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ lineId }) => ({
      line: await this.reader.find(actor, lineId),
    }));
  }
}
