import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import { Allow, ChangeInput, CurrentActor, Id, NoteText, answer, type Actor } from '../../platform/index';
import { PayoutStatementPayload } from '../api/payout-statement.type';
import { shownStatement } from '../api/shown-statement';
import { StatementReader } from '../storage/statement-reader';
import { TakingBack } from '../storage/taking-back';

@InputType({
  description: '付款失败: the bank did not pay; the money is free again, and is calculated and approved anew',
})
export class FailPayoutInput extends ChangeInput {
  @Field(() => Id)
  statementId!: string;

  @Field(() => NoteText, { description: 'What the bank said' })
  note!: string;
}

@Resolver()
export class FailPayoutResolver {
  constructor(
    private readonly useCase: TakingBack,
    private readonly reader: StatementReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => PayoutStatementPayload)
  async failPayout(
    @Args('input') input: FailPayoutInput,
    @CurrentActor() actor: Actor,
  ): Promise<PayoutStatementPayload> {
    return answer(await this.useCase.execute(actor, 'fail', input), async ({ statementId }) => ({
      statement: shownStatement(actor, await this.reader.visibleTo(actor, statementId)),
    }));
  }
}
