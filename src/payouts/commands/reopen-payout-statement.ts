import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import { Allow, ChangeInput, CurrentActor, Id, NoteText, answer, type Actor } from '../../platform/index';
import { PayoutStatementPayload } from '../api/payout-statement.type';
import { shownStatement } from '../api/shown-statement';
import { StatementReader } from '../storage/statement-reader';
import { TakingBack } from '../storage/taking-back';

@InputType({ description: '退回: what was frozen or promised is free again, and is calculated anew' })
export class ReopenPayoutStatementInput extends ChangeInput {
  @Field(() => Id)
  statementId!: string;

  @Field(() => NoteText, { description: 'Why' })
  note!: string;
}

@Resolver()
export class ReopenPayoutStatementResolver {
  constructor(
    private readonly useCase: TakingBack,
    private readonly reader: StatementReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => PayoutStatementPayload)
  async reopenPayoutStatement(
    @Args('input') input: ReopenPayoutStatementInput,
    @CurrentActor() actor: Actor,
  ): Promise<PayoutStatementPayload> {
    return answer(await this.useCase.execute(actor, 'reopen', input), async ({ statementId }) => ({
      statement: shownStatement(actor, await this.reader.visibleTo(actor, statementId)),
    }));
  }
}
