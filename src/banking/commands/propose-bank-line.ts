import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { DecidedKindEnum } from '../api/bank-line-proposal.type';
import { BankLinePayload } from '../api/bank-line.type';
import { BankLineReader } from '../api/bank-line-reader';
import { bankingRefusals } from '../domain/banking.refusals';
import { requireBankOwn, type DecidedKind } from '../domain/line-kinds';
import { LineProposals } from '../storage/line-proposals';
import { LineUses } from '../storage/line-uses';
import { OpenLines } from '../storage/open-lines';

@InputType({
  description: '认定对账单明细: an open line that the bank names nobody for is its own charge or interest',
})
export class ProposeBankLineInput extends CommandInput {
  @Field(() => Id)
  lineId!: string;

  @Field(() => DecidedKindEnum)
  kind!: DecidedKind;

  @Field(() => NoteText, { description: 'Why' })
  note!: string;
}

@Injectable()
export class ProposeBankLine {
  constructor(
    private readonly commands: Commands,
    private readonly lines: OpenLines,
    private readonly uses: LineUses,
    private readonly proposals: LineProposals,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ProposeBankLineInput): Promise<Outcome<{ lineId: string }>> {
    return this.commands.run({ operation: 'proposeBankLine', actor, input }, async (tx) => {
      const { lineId, kind, note } = input;
      const isOpen = await this.uses.lockOpen(tx, lineId);
      const line = await this.lines.get(tx, lineId);
      if (!line) throw notFound(['lineId']);
      if (!isOpen) refuse(bankingRefusals.LINE_IS_KNOWN(['lineId']));
      requireBankOwn(line, kind, ['kind']);
      const { id, state } = await this.proposals.add(tx, { lineId, kind, note, proposedBy: actor.memberId }, [
        'lineId',
      ]);
      await this.audit.record(tx, {
        actor,
        action: 'proposeBankLine',
        subjectKind: 'BankLineProposal',
        subjectId: id,
        toState: state,
        data: { lineId, kind, fen: String(line.fen) },
      });
      return { lineId };
    });
  }
}

@Resolver()
export class ProposeBankLineResolver {
  constructor(
    private readonly useCase: ProposeBankLine,
    private readonly reader: BankLineReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => BankLinePayload)
  async proposeBankLine(
    @Args('input') input: ProposeBankLineInput,
    @CurrentActor() actor: Actor,
  ): Promise<BankLinePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ lineId }) => ({
      line: await this.reader.find(actor, lineId),
    }));
  }
}
