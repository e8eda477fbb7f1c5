import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  addDays,
  Allow,
  businessDateOf,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  startOfBusinessDate,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { FindingPayload } from '../api/finding.type';
import { FindingBook } from '../storage/finding-book';
import { FindingOwners } from '../storage/finding-owners';
import { FindingReader } from '../storage/finding-reader';

@InputType()
export class ReopenFindingInput extends ChangeInput {
  @Field(() => Id)
  findingId!: string;

  @Field(() => NoteText, { description: 'What is known now that was not known when it was decided' })
  note!: string;
}

/** Somebody knows more: what was dismissed begins anew, what was confirmed is decided once more and stays frozen. */
@Injectable()
export class ReopenFinding {
  constructor(
    private readonly commands: Commands,
    private readonly book: FindingBook,
    private readonly owners: FindingOwners,
    private readonly regions: Regions,
  ) {}

  execute(actor: Actor, input: ReopenFindingInput): Promise<Outcome<{ findingId: string }>> {
    return this.commands.run({ operation: 'reopenFinding', actor, input }, async (tx) => {
      const row = await this.book.locked(tx, actor, input.findingId);
      tx.expectVersion(row, input.expectedVersion);
      const today = businessDateOf(tx.at);
      const days = wholeNumberOf(await this.regions.rule('FINDING_ANSWER_DAYS', today, undefined, tx));
      const dueAt = startOfBusinessDate(addDays(today, days + 1));
      const evidence = await this.book.evidenceOf(tx, row);
      const owner = (await this.owners.of(tx, { evidence })) ?? {
        ownerId: row.ownerId,
        role: Role.PLATFORM_OPS,
      };
      await this.book.reopen(tx, actor, row, {
        note: input.note,
        placed: { countyCode: null, ...owner, dueAt },
      });
      return { findingId: row.id };
    });
  }
}

@Resolver()
export class ReopenFindingResolver {
  constructor(
    private readonly useCase: ReopenFinding,
    private readonly findings: FindingReader,
  ) {}

  @Allow(Role.COORD_COUNTY, Role.COORD_CITY, Role.COORD_PROV, Role.PLATFORM_OPS)
  @Mutation(() => FindingPayload)
  async reopenFinding(
    @Args('input') input: ReopenFindingInput,
    @CurrentActor() actor: Actor,
  ): Promise<FindingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ findingId }) => ({
      finding: await this.findings.visibleTo(actor, findingId),
    }));
  }
}
