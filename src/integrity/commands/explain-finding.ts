import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { FindingPayload } from '../api/finding.type';
import { FindingBook } from '../storage/finding-book';
import { FindingReader } from '../storage/finding-reader';

@InputType()
export class ExplainFindingInput extends ChangeInput {
  @Field(() => Id)
  findingId!: string;

  @Field(() => NoteText)
  note!: string;
}

/** The organization that was asked says how it came about. */
@Injectable()
export class ExplainFinding {
  constructor(
    private readonly commands: Commands,
    private readonly book: FindingBook,
  ) {}

  execute(actor: Actor, input: ExplainFindingInput): Promise<Outcome<{ findingId: string }>> {
    return this.commands.run({ operation: 'explainFinding', actor, input }, async (tx) => {
      const row = await this.book.locked(tx, actor, input.findingId);
      tx.expectVersion(row, input.expectedVersion);
      await this.book.move(tx, actor, row, { verb: 'explain', note: input.note, changes: {} });
      await this.book.tellOwner(tx, row);
      return { findingId: row.id };
    });
  }
}

@Resolver()
export class ExplainFindingResolver {
  constructor(
    private readonly useCase: ExplainFinding,
    private readonly findings: FindingReader,
  ) {}

  @Allow(Role.SUPPLIER, Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => FindingPayload)
  async explainFinding(
    @Args('input') input: ExplainFindingInput,
    @CurrentActor() actor: Actor,
  ): Promise<FindingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ findingId }) => ({
      finding: await this.findings.visibleTo(actor, findingId),
    }));
  }
}
