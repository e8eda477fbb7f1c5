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
export class ConfirmFindingInput extends ChangeInput {
  @Field(() => Id)
  findingId!: string;

  @Field(() => NoteText)
  note!: string;
}

/** It is as it looked: its portions stay out of every figure. Not by who contested it. */
@Injectable()
export class ConfirmFinding {
  constructor(
    private readonly commands: Commands,
    private readonly book: FindingBook,
  ) {}

  execute(actor: Actor, input: ConfirmFindingInput): Promise<Outcome<{ findingId: string }>> {
    return this.commands.run({ operation: 'confirmFinding', actor, input }, async (tx) => {
      const row = await this.book.locked(tx, actor, input.findingId);
      tx.expectVersion(row, input.expectedVersion);
      await this.book.requireAnother(tx, row, actor);
      const changes = { decidedBy: actor.memberId, decidedAt: tx.at, decidedStrengthBp: row.strengthBp };
      await this.book.move(tx, actor, row, { verb: 'confirm', note: input.note, changes });
      return { findingId: row.id };
    });
  }
}

@Resolver()
export class ConfirmFindingResolver {
  constructor(
    private readonly useCase: ConfirmFinding,
    private readonly findings: FindingReader,
  ) {}

  @Allow(Role.COORD_COUNTY, Role.COORD_CITY, Role.COORD_PROV, Role.PLATFORM_OPS)
  @Mutation(() => FindingPayload)
  async confirmFinding(
    @Args('input') input: ConfirmFindingInput,
    @CurrentActor() actor: Actor,
  ): Promise<FindingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ findingId }) => ({
      finding: await this.findings.visibleTo(actor, findingId),
    }));
  }
}
