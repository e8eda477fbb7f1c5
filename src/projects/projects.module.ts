import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InvestingModule } from '../investing/index';
import { OrganizationsModule, describeWork } from '../organizations/index';
import { RegionsModule } from '../regions/index';
import { CapitalFields, ProjectSigns } from './api/capital.fields';
import { ProjectFields } from './api/project.fields';
import { ProjectIntents } from './api/project-intents';
import { SuccessionFields } from './api/succession.fields';
import { AdvanceParkProject, AdvanceParkProjectResolver } from './commands/advance-park-project';
import { AmendParkProject, AmendParkProjectResolver } from './commands/amend-park-project';
import {
  AskToVoidEnterpriseSuccession,
  AskToVoidEnterpriseSuccessionResolver,
} from './commands/ask-to-void-enterprise-succession';
import {
  ConfirmEnterpriseSuccession,
  ConfirmEnterpriseSuccessionResolver,
} from './commands/confirm-enterprise-succession';
import {
  KeepEnterpriseSuccession,
  KeepEnterpriseSuccessionResolver,
} from './commands/keep-enterprise-succession';
import {
  RejectEnterpriseSuccession,
  RejectEnterpriseSuccessionResolver,
} from './commands/reject-enterprise-succession';
import {
  VoidEnterpriseSuccession,
  VoidEnterpriseSuccessionResolver,
} from './commands/void-enterprise-succession';
import { AssignProjectOwner, AssignProjectOwnerResolver } from './commands/assign-project-owner';
import { CloseProjectVisit, CloseProjectVisitResolver } from './commands/close-project-visit';
import { EndParkProject, EndParkProjectResolver } from './commands/end-park-project';
import { PlanProjectVisit, PlanProjectVisitResolver } from './commands/plan-project-visit';
import {
  RecordEnterpriseSuccession,
  RecordEnterpriseSuccessionResolver,
} from './commands/record-enterprise-succession';
import { RegisterParkProject, RegisterParkProjectResolver } from './commands/register-park-project';
import { RejectCapitalRecord, RejectCapitalRecordResolver } from './commands/reject-capital-record';
import { ReleaseParkProject, ReleaseParkProjectResolver } from './commands/release-park-project';
import { ResumeParkProject, ResumeParkProjectResolver } from './commands/resume-park-project';
import { StopProduction, StopProductionResolver } from './commands/stop-production';
import { SubmitCapitalRecord, SubmitCapitalRecordResolver } from './commands/submit-capital-record';
import { SubmitProjectEvidence, SubmitProjectEvidenceResolver } from './commands/submit-project-evidence';
import { VerifyCapitalRecord, VerifyCapitalRecordResolver } from './commands/verify-capital-record';
import { WithdrawCapitalRecord, WithdrawCapitalRecordResolver } from './commands/withdraw-capital-record';
import { projectWork } from './domain/project-work';
import { BrowseCapitalRecords } from './queries/browse-capital-records';
import { BrowseParkProjects } from './queries/browse-park-projects';
import { CapitalIsVerifiedByOthers, PaidInIsItsRecords, PapersCountOnce } from './queries/prove-capital';
import { ProductionsAreTheirSteps, StagesAreProved } from './queries/prove-park-projects';
import { SuccessionsAreSaidByTwo } from './queries/prove-successions';
import { RemindProjectVisits } from './reactions/remind-project-visits';
import { StallSilentProjects } from './reactions/stall-silent-projects';
import { CapitalBook } from './storage/capital-book';
import { CapitalReader } from './storage/capital-reader';
import { CapitalRecord } from './storage/capital-record.entity';
import { CapitalVerification } from './storage/capital-verification';
import { EnterpriseSuccession } from './storage/enterprise-succession.entity';
import { ParkProject, ProjectVisit } from './storage/project.entity';
import { ProjectBook } from './storage/project-book';
import { EnterpriseStarts } from './storage/project-enterprises';
import { ProjectMoves } from './storage/project-moves';
import { ProjectOwners } from './storage/project-owners';
import { ProjectPapers } from './storage/project-papers';
import { ProjectReader } from './storage/project-reader';
import { ProjectSuccessions } from './storage/project-successions';
import { ProjectTerms } from './storage/project-terms';
import { ProjectVisits } from './storage/project-visits';
import { RecordJudges } from './storage/record-judges';
import { StageProving } from './storage/stage-proving';
import { SuccessionBook } from './storage/succession-book';
import { SuccessionReader } from './storage/succession-reader';

describeWork(projectWork);

const storage = [
  CapitalBook,
  CapitalReader,
  CapitalVerification,
  RecordJudges,
  EnterpriseStarts,
  ProjectBook,
  ProjectMoves,
  ProjectOwners,
  ProjectPapers,
  ProjectReader,
  ProjectSuccessions,
  ProjectTerms,
  ProjectVisits,
  StageProving,
  SuccessionBook,
  SuccessionReader,
];
const commands = [
  AdvanceParkProject,
  AdvanceParkProjectResolver,
  AmendParkProject,
  AmendParkProjectResolver,
  AskToVoidEnterpriseSuccession,
  AskToVoidEnterpriseSuccessionResolver,
  ConfirmEnterpriseSuccession,
  ConfirmEnterpriseSuccessionResolver,
  KeepEnterpriseSuccession,
  KeepEnterpriseSuccessionResolver,
  RejectEnterpriseSuccession,
  RejectEnterpriseSuccessionResolver,
  VoidEnterpriseSuccession,
  VoidEnterpriseSuccessionResolver,
  AssignProjectOwner,
  AssignProjectOwnerResolver,
  CloseProjectVisit,
  CloseProjectVisitResolver,
  EndParkProject,
  EndParkProjectResolver,
  PlanProjectVisit,
  PlanProjectVisitResolver,
  RecordEnterpriseSuccession,
  RecordEnterpriseSuccessionResolver,
  RegisterParkProject,
  RegisterParkProjectResolver,
  RejectCapitalRecord,
  RejectCapitalRecordResolver,
  ReleaseParkProject,
  ReleaseParkProjectResolver,
  ResumeParkProject,
  ResumeParkProjectResolver,
  StopProduction,
  StopProductionResolver,
  SubmitCapitalRecord,
  SubmitCapitalRecordResolver,
  SubmitProjectEvidence,
  SubmitProjectEvidenceResolver,
  VerifyCapitalRecord,
  VerifyCapitalRecordResolver,
  WithdrawCapitalRecord,
  WithdrawCapitalRecordResolver,
];

/** 园区项目 and 到位资金: investments in parks, step by step, and the money that really came. */
@Module({
  imports: [
    TypeOrmModule.forFeature([ParkProject, ProjectVisit, CapitalRecord, EnterpriseSuccession]),
    InvestingModule,
    OrganizationsModule,
    RegionsModule,
  ],
  providers: [
    ...storage,
    ...commands,
    CapitalFields,
    ProjectFields,
    ProjectSigns,
    SuccessionFields,
    ProjectIntents,
    BrowseCapitalRecords,
    BrowseParkProjects,
    CapitalIsVerifiedByOthers,
    PaidInIsItsRecords,
    PapersCountOnce,
    ProductionsAreTheirSteps,
    StagesAreProved,
    SuccessionsAreSaidByTwo,
    RemindProjectVisits,
    StallSilentProjects,
  ],
  exports: [
    CapitalReader,
    EnterpriseStarts,
    ProjectBook,
    ProjectPapers,
    ProjectReader,
    RecordJudges,
    StageProving,
  ],
})
export class ProjectsModule {}
