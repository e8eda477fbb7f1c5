import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  NoteText,
  ShortText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import {
  PROJECT_HANDLERS,
  ProjectBook,
  ProjectPapers,
  RecordJudges,
  StageProving,
} from '../../projects/index';
import { OperatingRecordPayload } from '../api/operating.type';
import { OperatingBook } from '../storage/operating-book';
import { OperatingReader } from '../storage/operating-reader';
import { OperatingRecord } from '../storage/operating-record.entity';

@InputType()
export class SubmitOperatingRecordInput extends CommandInput {
  @Field(() => Id)
  projectId!: string;

  @Field(() => Int)
  year!: number;

  @Field(() => Int, { description: '1 to 4, over already' })
  quarter!: number;

  @Field(() => MoneyInput, { description: '产值 of the quarter' })
  output!: MoneyInput;

  @Field(() => MoneyInput, { description: '实缴税款 of the quarter' })
  tax!: MoneyInput;

  @Field(() => Int, { description: 'Persons employed at its end' })
  jobs!: number;

  @Field(() => Int, { description: '脱贫人口 among them: a number, never who they are' })
  formerlyPoorJobs!: number;

  @Field(() => ShortText, {
    nullable: true,
    description: 'The body that attests that number; needed above zero',
  })
  attestedBy?: string | null;

  @Field(() => Int, { nullable: true })
  powerKwh?: number | null;

  @Field(() => Id, { nullable: true, description: 'Of a correction: the verified record of the quarter' })
  replacesId?: string | null;

  @Field(() => [Id], { description: 'Papers of the project it rests on' })
  evidenceIds!: string[];

  @Field(() => NoteText, { nullable: true })
  note?: string | null;
}

/** What a project put out, paid and employed in a quarter; it counts once two others have verified it. */
@Injectable()
export class SubmitOperatingRecord {
  constructor(
    private readonly commands: Commands,
    private readonly projects: ProjectBook,
    private readonly papers: ProjectPapers,
    private readonly proving: StageProving,
    private readonly book: OperatingBook,
    private readonly judges: RecordJudges,
  ) {}

  execute(actor: Actor, input: SubmitOperatingRecordInput): Promise<Outcome<{ recordId: string }>> {
    return this.commands.run({ operation: 'submitOperatingRecord', actor, input }, async (tx) => {
      const project = await this.projects.lock(tx, actor, input.projectId);
      const record = await this.book.read(tx, actor, project, input);
      const papers = await this.papers.chosen(tx, project, input.evidenceIds, ['evidenceIds']);
      await this.proving.requireProof(tx, project, 'OPERATING', papers);
      const evidenceIds = papers.map(({ id }) => id);
      await this.book.requireUnused(tx, record, evidenceIds);
      await tx.add(OperatingRecord, record);
      await tx.query(
        `INSERT INTO operating_record_evidence (record_id, project_id, evidence_id) SELECT $1, $2, unnest($3::uuid[])`,
        [record.id, project.id, evidenceIds],
      );
      await this.book.record(tx, actor, 'submitOperatingRecord', record, { from: null });
      await this.book.toVerify(tx, record, await this.judges.offices(tx, project, record));
      return { recordId: record.id };
    });
  }
}

@Resolver()
export class SubmitOperatingRecordResolver {
  constructor(
    private readonly useCase: SubmitOperatingRecord,
    private readonly records: OperatingReader,
  ) {}

  @Allow(...PROJECT_HANDLERS)
  @Mutation(() => OperatingRecordPayload)
  async submitOperatingRecord(
    @Args('input') input: SubmitOperatingRecordInput,
    @CurrentActor() actor: Actor,
  ): Promise<OperatingRecordPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recordId }) => ({
      operatingRecord: await this.records.visibleTo(actor, recordId),
    }));
  }
}
