import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, Payload, Timestamp } from '../../platform/index';
import type { CapitalSign } from '../domain/capital-screening';
import type { ProjectEvidenceKind } from '../domain/project-sources';
import type { ProjectState, Stage } from '../domain/project.states';
import type { VisitKind, VisitState } from '../storage/project.entity';
import type { ProjectRow } from '../storage/project-reader';
import {
  CapitalSignEnum,
  ProjectEvidenceKindEnum,
  ProjectStageEnum,
  ProjectStateEnum,
  ProjectVisitKindEnum,
  ProjectVisitStateEnum,
} from './project.enums';

@ObjectType('ParkProject', { description: '园区项目: an investment in a park, from a lead to scale' })
export class ParkProjectType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field()
  number!: string;

  @Field(() => Id)
  parkId!: string;

  @Field()
  title!: string;

  @Field(() => Id, { nullable: true, description: 'Null: an enterprise that takes no part on the platform' })
  investorId!: string | null;

  @Field()
  investorName!: string;

  @Field()
  investorUscc!: string;

  @Field(() => String, { nullable: true, description: 'What the investor founded here' })
  enterpriseName!: string | null;

  @Field(() => String, { nullable: true, description: 'By it the enterprise counts once' })
  enterpriseUscc!: string | null;

  @Field({ description: 'GB/T 4754' })
  industryCode!: string;

  @Field(() => Int)
  plannedJobs!: number;

  @Field(() => Int, { nullable: true, description: 'Square metres' })
  landM2!: number | null;

  @Field(() => Id, { description: 'Who introduced it: one organization, for ever' })
  introducerId!: string;

  @Field(() => Id, { nullable: true })
  introducerMemberId!: string | null;

  @Field(() => Id, { nullable: true })
  pairingId!: string | null;

  @Field(() => Int, { nullable: true })
  countingYear!: number | null;

  @Field(() => ProjectStageEnum, { description: 'The stage it has reached, and left where it does not run' })
  stage!: Stage;

  @Field(() => Timestamp, { nullable: true })
  signedAt!: Date | null;

  @Field(() => Timestamp, {
    description: 'When something last spoke for it; after some days without it stalls',
  })
  evidenceAt!: Date;

  @Field(() => Timestamp)
  registeredAt!: Date;
}

@ObjectType('ProjectIssuer')
export class ProjectIssuerType {
  @Field()
  name!: string;

  @Field()
  uscc!: string;
}

@ObjectType('ProjectEvidence', { description: '佐证材料' })
export class ProjectEvidenceType {
  @Field(() => Id)
  id!: string;

  @Field(() => ProjectEvidenceKindEnum)
  kind!: ProjectEvidenceKind;

  @Field(() => Id, { description: 'Read at GET /files/:id' })
  fileId!: string;

  @Field()
  sha256!: string;

  @Field(() => [ProjectIssuerType])
  issuers!: ProjectIssuerType[];

  @Field()
  documentNo!: string;

  @Field(() => BusinessDay)
  issuedOn!: string;

  @Field(() => Id)
  submitterId!: string;

  @Field(() => Timestamp)
  submittedAt!: Date;

  @Field(() => ProjectStageEnum, { nullable: true, description: 'The stage it proves' })
  proves!: Stage | null;

  @Field(() => [Id], {
    description:
      'Other projects the caller may know of that use the same file, or the same number of an issuer',
  })
  alsoUnder!: string[];
}

@ObjectType('ProjectStep')
export class ProjectStepType {
  @Field(() => Int)
  sequence!: number;

  @Field({ description: 'register, advance, stall, stop, resume, terminate or exit' })
  verb!: string;

  @Field(() => ProjectStateEnum)
  state!: ProjectState;

  @Field(() => BusinessDay, { description: 'When it happened' })
  occurredOn!: string;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Id, { nullable: true, description: 'Null: by the clock' })
  organizationId!: string | null;

  @Field(() => Timestamp, { description: 'When it was written down' })
  at!: Date;
}

@ObjectType('ProjectVisit')
export class ProjectVisitType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => ProjectVisitKindEnum)
  kind!: VisitKind;

  @Field()
  subject!: string;

  @Field(() => BusinessDay)
  plannedOn!: string;

  @Field(() => Id)
  ownerId!: string;

  @Field(() => Id, { nullable: true })
  ownerMemberId!: string | null;

  @Field(() => ProjectVisitStateEnum)
  state!: VisitState;

  @Field(() => BusinessDay, { nullable: true })
  doneOn!: string | null;

  @Field(() => String, { nullable: true })
  outcome!: string | null;
}

@ObjectType('ProjectOwner')
export class ProjectOwnerType {
  @Field(() => Id)
  organizationId!: string;

  @Field(() => Id)
  memberId!: string;

  @Field(() => BusinessDay)
  fromOn!: string;

  @Field(() => BusinessDay, { nullable: true })
  untilOn!: string | null;
}

@ObjectType('ProjectDwell', {
  description: 'How long it stood at a stage; days on which it stalled are counted apart',
})
export class ProjectDwellType {
  @Field(() => ProjectStageEnum)
  stage!: Stage;

  @Field(() => BusinessDay)
  enteredOn!: string;

  @Field(() => BusinessDay, { nullable: true, description: 'Null: it stands there' })
  leftOn!: string | null;

  @Field(() => Int)
  days!: number;

  @Field(() => Int)
  stalledDays!: number;
}

@ObjectType('StageEvidenceNeed', { description: 'One of these kinds is needed' })
export class StageEvidenceNeedType {
  @Field({ description: 'A stage, or CAPITAL_ and a kind of capital' })
  stage!: string;

  @Field(() => [ProjectEvidenceKindEnum])
  kinds!: ProjectEvidenceKind[];

  @Field(() => BusinessDay)
  validFrom!: string;

  @Field()
  sourceDocument!: string;
}

@ObjectType('FoundSign')
export class FoundSignType {
  @Field(() => CapitalSignEnum)
  sign!: CapitalSign;

  @Field(() => [Id], { description: 'Records that make it; none: what was signed makes it' })
  recordIds!: readonly string[];
}

@ObjectType('ParkProjectTotals', {
  description: 'Over the projects the caller knows of; the three never follow from each other',
})
export class ParkProjectTotalsType {
  @Field(() => Int)
  signedProjects!: number;

  @Field(() => MoneyType, { description: 'As signed, of projects that were signed and have not ended' })
  signed!: MoneyType;

  @Field(() => MoneyType, { description: 'Verified records alone' })
  paidIn!: MoneyType;

  @Field(() => Int, { description: 'Enterprises that produce, each once by its codes' })
  enterprisesInProduction!: number;
}

@ObjectType('StageDwell', { description: 'Of the projects the caller knows of' })
export class StageDwellType {
  @Field(() => ProjectStageEnum)
  stage!: Stage;

  @Field(() => Int, { description: 'How many stand there' })
  standing!: number;

  @Field(() => Int, { description: 'How many of them have stalled' })
  stalled!: number;

  @Field(() => Int, { description: 'How many have left it for the next stage' })
  passed!: number;

  @Field(() => Int, { nullable: true, description: 'Days half of those who left had stood there' })
  medianDays!: number | null;

  @Field(() => Int, { description: 'Days the longest of those who stand there has stood' })
  longestDays!: number;
}

@ObjectType()
export class ParkProjectPayload extends Payload {
  @Field(() => ParkProjectType, { nullable: true })
  project?: ProjectRow | null;
}
