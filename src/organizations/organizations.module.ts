import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActorReader } from '../platform/index';
import { RegionsModule } from '../regions/index';
import { OrganizationNames } from './api/organization-names';
import { NoticeTitle, TaskTitle } from './api/task.type';
import { AcceptInvitationResolver, AcceptInvitation } from './commands/accept-invitation';
import { ChangeMemberResolver, ChangeMember } from './commands/change-member';
import { ChangePasswordResolver, ChangePassword } from './commands/change-password';
import { CreateOperator } from './commands/create-operator';
import { CreateSubordinateUnitResolver, CreateSubordinateUnit } from './commands/create-subordinate-unit';
import { DecideAdmissionResolver, DecideAdmission } from './commands/decide-admission';
import { DecideBankAccountResolver, DecideBankAccount } from './commands/decide-bank-account';
import { DecideErasureResolver, DecideErasure } from './commands/decide-erasure';
import { DraftAdmissionResolver, DraftAdmission } from './commands/draft-admission';
import { EndAgencyMandateResolver, EndAgencyMandate } from './commands/end-agency-mandate';
import { ExportPersonResolver, ExportPerson } from './commands/export-person';
import { GiveCountyOpinionResolver, GiveCountyOpinion } from './commands/give-county-opinion';
import { InviteMemberResolver, InviteMember } from './commands/invite-member';
import { MarkNoticeReadResolver, MarkNoticeRead } from './commands/mark-notice-read';
import { MoveUnit, MoveUnitResolver } from './commands/move-unit';
import { ProposeAgencyMandateResolver, ProposeAgencyMandate } from './commands/propose-agency-mandate';
import { ProposeBankAccountResolver, ProposeBankAccount } from './commands/propose-bank-account';
import { RefreshSessionResolver, RefreshSession } from './commands/refresh-session';
import { RegisterOfficeResolver, RegisterOffice } from './commands/register-office';
import { RegisterOrganizationResolver, RegisterOrganization } from './commands/register-organization';
import { RequestErasureResolver, RequestErasure } from './commands/request-erasure';
import { RevealBankAccountResolver, RevealBankAccount } from './commands/reveal-bank-account';
import { RevealMemberPhoneResolver, RevealMemberPhone } from './commands/reveal-member-phone';
import { SetApprovalLimitResolver, SetApprovalLimit } from './commands/set-approval-limit';
import { SetBudgetResolver, SetBudget } from './commands/set-budget';
import { SignAgencyMandateResolver, SignAgencyMandate } from './commands/sign-agency-mandate';
import { SignInResolver, SignIn } from './commands/sign-in';
import { SignOutResolver, SignOut } from './commands/sign-out';
import { SubmitAdmissionResolver, SubmitAdmission } from './commands/submit-admission';
import { SuperviseAdmissionResolver, SuperviseAdmission } from './commands/supervise-admission';
import { WithdrawAdmissionResolver, WithdrawAdmission } from './commands/withdraw-admission';
import { BrowseAdmissions } from './queries/browse-admissions';
import { BrowseOrganizations } from './queries/browse-organizations';
import { ListErasureRequests } from './queries/list-erasure-requests';
import { ListMyWork } from './queries/list-my-work';
import { ListMembersAndBudgets, ListAccountsAndMandates } from './queries/list-own-records';
import { ReadAuditTrail } from './queries/read-audit-trail';
import { ShowMe } from './queries/show-me';
import { ShowWhoLooked } from './queries/show-who-looked';
import { EscalateLateOpinions } from './reactions/escalate-late-opinions';
import { ForgetOldTries } from './reactions/forget-old-tries';
import { RemindYearlyRecheck } from './reactions/remind-yearly-recheck';
import { ORGANIZATION_WORK } from './domain/organization-work';
import { describeWork } from './domain/work-texts';
import { AccountReplacing } from './storage/account-replacing';
import { AccessTokens } from './storage/access-tokens';
import { Admissions } from './storage/admissions';
import { AgencyMandateRow } from './storage/agency-mandate.entity';
import { AgencyMandates } from './storage/agency-mandates';
import { ApprovalChains } from './storage/approval-chains';
import { ApprovalLimitRow } from './storage/approval-limit.entity';
import { BankAccountRow } from './storage/bank-account.entity';
import { BankAccounts } from './storage/bank-accounts';
import { BudgetRow } from './storage/budget.entity';
import { Budgets } from './storage/budgets';
import { Disclosures } from './storage/disclosures';
import { Erasure } from './storage/erasure';
import { ErasureRequestRow } from './storage/erasure-request.entity';
import { ErasureRequests } from './storage/erasure-requests';
import { PersonExport } from './storage/person-export';
import { LiveSessions } from './storage/live-sessions';
import { MemberRow } from './storage/member.entity';
import { Notices } from './storage/notices';
import { OrganizationRow } from './storage/organization.entity';
import { Organizations } from './storage/organizations';
import { Passwords } from './storage/passwords';
import { SessionActorReader } from './storage/session-actor-reader';
import { Sessions } from './storage/sessions';
import { RelatedOrganizations } from './storage/related-organizations';
import { SamePerson } from './storage/same-person';
import { SigningPassword } from './storage/signing-password';
import { SupplierAdmissionRow } from './storage/supplier-admission.entity';
import { Tasks } from './storage/tasks';
import { Throttles } from './storage/throttles';
import { Admissibility } from './storage/admissibility';
import { AdmissionOpinions } from './storage/admission-opinions';
import { AdmissionSteps } from './storage/admission-steps';
import { AdmissionTasks } from './storage/admission-tasks';
import { BudgetCards } from './storage/budget-cards';
import { Invitations } from './storage/invitations';
import { Joining } from './storage/joining';
import { Members } from './storage/members';
import { MandateProposals } from './storage/mandate-proposals';
import { Offering } from './storage/offering';
import { OrganizationCards } from './storage/organization-cards';
import { SupplierAdmissions } from './storage/supplier-admissions.repository';
import { UnitHistory } from './storage/unit-history';
import { WorkLists } from './storage/work-lists';
import {
  AdmissionsFollowHistory,
  AdmissionsHadFourEyes,
  BudgetsAddUp,
  UnitsStandAsRemembered,
} from './queries/prove-organizations';

const entities = [
  OrganizationRow,
  MemberRow,
  BankAccountRow,
  SupplierAdmissionRow,
  AgencyMandateRow,
  BudgetRow,
  ApprovalLimitRow,
  ErasureRequestRow,
];
const door = [
  Organizations,
  OrganizationNames,
  Admissions,
  AgencyMandates,
  ApprovalChains,
  AccountReplacing,
  BankAccounts,
  Budgets,
  Disclosures,
  MandateProposals,
  Notices,
  Offering,
  Passwords,
  RelatedOrganizations,
  SamePerson,
  Sessions,
  SigningPassword,
  Tasks,
];

const storage = [
  Admissibility,
  AdmissionOpinions,
  AdmissionSteps,
  AdmissionTasks,
  BudgetCards,
  Erasure,
  ErasureRequests,
  PersonExport,
  Invitations,
  Joining,
  Members,
  OrganizationCards,
  SupplierAdmissions,
  UnitHistory,
  WorkLists,
  AccessTokens,
  LiveSessions,
  Throttles,
];
/** Use cases the demo year plays, too. */
const useCases = [
  AcceptInvitation,
  ChangeMember,
  ChangePassword,
  CreateOperator,
  CreateSubordinateUnit,
  DecideAdmission,
  DecideBankAccount,
  DecideErasure,
  DraftAdmission,
  EndAgencyMandate,
  ExportPerson,
  GiveCountyOpinion,
  InviteMember,
  MarkNoticeRead,
  MoveUnit,
  ProposeAgencyMandate,
  ProposeBankAccount,
  RefreshSession,
  RegisterOffice,
  RegisterOrganization,
  RequestErasure,
  RevealBankAccount,
  RevealMemberPhone,
  SetApprovalLimit,
  SetBudget,
  SignAgencyMandate,
  SignIn,
  SignOut,
  SubmitAdmission,
  SuperviseAdmission,
  WithdrawAdmission,
];
const resolvers = [
  AcceptInvitationResolver,
  ChangeMemberResolver,
  ChangePasswordResolver,
  CreateSubordinateUnitResolver,
  DecideAdmissionResolver,
  DecideBankAccountResolver,
  DecideErasureResolver,
  DraftAdmissionResolver,
  EndAgencyMandateResolver,
  ExportPersonResolver,
  GiveCountyOpinionResolver,
  InviteMemberResolver,
  MarkNoticeReadResolver,
  MoveUnitResolver,
  ProposeAgencyMandateResolver,
  ProposeBankAccountResolver,
  RefreshSessionResolver,
  RegisterOfficeResolver,
  RegisterOrganizationResolver,
  RequestErasureResolver,
  RevealBankAccountResolver,
  RevealMemberPhoneResolver,
  SetApprovalLimitResolver,
  SetBudgetResolver,
  SignAgencyMandateResolver,
  SignInResolver,
  SignOutResolver,
  SubmitAdmissionResolver,
  SuperviseAdmissionResolver,
  WithdrawAdmissionResolver,
  NoticeTitle,
  TaskTitle,
];
const queries = [
  BrowseAdmissions,
  BrowseOrganizations,
  ListErasureRequests,
  ListMyWork,
  ListMembersAndBudgets,
  ListAccountsAndMandates,
  ReadAuditTrail,
  ShowMe,
  ShowWhoLooked,
];
const reactions = [ForgetOldTries, EscalateLateOpinions, RemindYearlyRecheck];
const checks = [AdmissionsFollowHistory, AdmissionsHadFourEyes, BudgetsAddUp, UnitsStandAsRemembered];

describeWork(ORGANIZATION_WORK);

/** 机构: who takes part, who may do what, who is admitted. */
@Global()
@Module({
  imports: [RegionsModule, TypeOrmModule.forFeature(entities)],
  providers: [
    ...door,
    ...storage,
    ...useCases,
    ...resolvers,
    ...queries,
    ...reactions,
    ...checks,
    { provide: ActorReader, useClass: SessionActorReader },
  ],
  exports: [...door, ...useCases, ActorReader],
})
export class OrganizationsModule {}
