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
export class DismissFindingInput extends ChangeInput {
  @Field(() => Id)
  findingId!: string;

  @Field(() => NoteText)
  note!: string;
}

/** There is nothing in it: what was frozen counts again. Not by who contested it or took it up. */
@Injectable()
export class DismissFinding {
  constructor(
    private readonly commands: Commands,
    private readonly book: FindingBook,
  ) {}

  execute(actor: Actor, input: DismissFindingInput): Promise<Outcome<{ findingId: string }>> {
    return this.commands.run({ operation: 'dismissFinding', actor, input }, async (tx) => {
      const row = await this.book.locked(tx, actor, input.findingId);
      tx.expectVersion(row, input.expectedVersion);
      await this.book.requireAnother(tx, row, actor);
      if (row.state === 'CONTESTED') await this.book.release(tx, row);
      const changes = { decidedBy: actor.memberId, decidedAt: tx.at, decidedStrengthBp: row.strengthBp };
      await this.book.move(tx, actor, row, { verb: 'dismiss', note: input.note, changes });
      return { findingId: row.id };
    });
  }
}

@Resolver()
export class DismissFindingResolver {
  constructor(
    private readonly useCase: DismissFinding,
    private readonly findings: FindingReader,
  ) {}

  @Allow(Role.COORD_COUNTY, Role.COORD_CITY, Role.COORD_PROV, Role.PLATFORM_OPS)
  @Mutation(() => FindingPayload)
  async dismissFinding(
    @Args('input') input: DismissFindingInput,
    @CurrentActor() actor: Actor,
  ): Promise<FindingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ findingId }) => ({
      finding: await this.findings.visibleTo(actor, findingId),
    }));
  }
}
