import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { CapitalKindEnum, CapitalNatureEnum, CapitalRecordPayload } from '../api/capital.type';
import { PROJECT_HANDLERS } from '../api/project-readers';
import type { CapitalKind, CapitalNature } from '../domain/capital.states';
import { CapitalBook } from '../storage/capital-book';
import { CapitalReader } from '../storage/capital-reader';
import { CapitalRecord } from '../storage/capital-record.entity';
import { ProjectBook } from '../storage/project-book';
import { ProjectPapers } from '../storage/project-papers';
import { RecordJudges } from '../storage/record-judges';
import { StageProving } from '../storage/stage-proving';

@InputType()
export class SubmitCapitalRecordInput extends CommandInput {
  @Field(() => Id)
  projectId!: string;

  @Field(() => CapitalNatureEnum)
  nature!: CapitalNature;

  @Field(() => CapitalKindEnum)
  kind!: CapitalKind;

  @Field(() => MoneyInput, { description: 'Above zero; a withdrawal takes it off' })
  amount!: MoneyInput;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Of a correction: whether it lowers what it corrects',
  })
  lowers?: boolean | null;

  @Field(() => BusinessDay, { description: 'When the money came, or went' })
  contributedOn!: string;

  @Field(() => Id, { nullable: true, description: 'Of a correction: the verified record it corrects' })
  correctsId?: string | null;

  @Field(() => [Id], { description: 'Papers of the project it rests on' })
  evidenceIds!: string[];

  @Field(() => NoteText, { nullable: true })
  note?: string | null;
}

/** Money that came or went, with papers of two independent sources; it counts once two others have verified it. */
@Injectable()
export class SubmitCapitalRecord {
  constructor(
    private readonly commands: Commands,
    private readonly projects: ProjectBook,
    private readonly papers: ProjectPapers,
    private readonly proving: StageProving,
    private readonly book: CapitalBook,
    private readonly judges: RecordJudges,
  ) {}

  execute(actor: Actor, input: SubmitCapitalRecordInput): Promise<Outcome<{ recordId: string }>> {
    return this.commands.run({ operation: 'submitCapitalRecord', actor, input }, async (tx) => {
      const project = await this.projects.lock(tx, actor, input.projectId);
      const record = await this.book.read(tx, actor, project, input);
      const papers = await this.papers.chosen(tx, project, input.evidenceIds, ['evidenceIds']);
      await this.proving.requireProof(tx, project, `CAPITAL_${input.kind}`, papers);
      await tx.add(CapitalRecord, record);
      await tx.query(
        `INSERT INTO capital_record_evidence (record_id, project_id, evidence_id) SELECT $1, $2, unnest($3::uuid[])`,
        [record.id, project.id, papers.map(({ id }) => id)],
      );
      await this.book.record(tx, actor, 'submitCapitalRecord', record, { from: null });
      await this.book.toVerify(tx, record, await this.judges.offices(tx, project, record));
      return { recordId: record.id };
    });
  }
}

@Resolver()
export class SubmitCapitalRecordResolver {
  constructor(
    private readonly useCase: SubmitCapitalRecord,
    private readonly records: CapitalReader,
  ) {}

  @Allow(...PROJECT_HANDLERS)
  @Mutation(() => CapitalRecordPayload)
  async submitCapitalRecord(
    @Args('input') input: SubmitCapitalRecordInput,
    @CurrentActor() actor: Actor,
  ): Promise<CapitalRecordPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recordId }) => ({
      capitalRecord: await this.records.visibleTo(actor, recordId),
    }));
  }
}
