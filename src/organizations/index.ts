export { OrganizationsModule } from './organizations.module';
export { admissionRefusals } from './domain/admission.refusals';
export { budgetRefusals } from './domain/budget.refusals';
export {
  ORGANIZATION_KINDS,
  PRODUCER_KINDS,
  type Organization,
  type OrganizationKind,
  type Side,
} from './domain/organization-kind';
export { liesWithin, sharedDigits } from './domain/region-scope';
export { ROLES, Role } from './domain/role';
export { signInRefusals } from './domain/sign-in.refusals';
export { completeUscc, isUscc } from './domain/uscc';
export { describeWork, workText } from './domain/work-texts';
export { Admissions } from './storage/admissions';
export { AgencyMandates } from './storage/agency-mandates';
export { ApprovalChains } from './storage/approval-chains';
export { BankAccounts, type PayoutAccount } from './storage/bank-accounts';
export { BudgetRoom, Budgets, type BudgetSubject } from './storage/budgets';
export { Disclosures } from './storage/disclosures';
export { DisclosureInput, DisclosurePayload } from './api/disclosure.type';
export { phoneHash } from './storage/joining';
export { Invitations } from './storage/invitations';
export { Notices, type NewNotice } from './storage/notices';
export { Organizations } from './storage/organizations';
export { Passwords } from './storage/passwords';
export { Sessions, type TokenPair } from './storage/sessions';
export { SigningPassword } from './storage/signing-password';
export { Tasks, type NewTask } from './storage/tasks';

export { createOperatorFromTerminal } from './api/create-operator';
export { AcceptInvitation, AcceptInvitationInput } from './commands/accept-invitation';
export { ChangeMember, ChangeMemberInput } from './commands/change-member';
export { ChangePassword, ChangePasswordInput } from './commands/change-password';
export { CreateOperator } from './commands/create-operator';
export { CreateSubordinateUnit, CreateSubordinateUnitInput } from './commands/create-subordinate-unit';
export { DecideAdmission, DecideAdmissionInput } from './commands/decide-admission';
export { DecideBankAccount, DecideBankAccountInput } from './commands/decide-bank-account';
export { DraftAdmission, DraftAdmissionInput } from './commands/draft-admission';
export { EndAgencyMandate, EndAgencyMandateInput } from './commands/end-agency-mandate';
export { GiveCountyOpinion, GiveCountyOpinionInput } from './commands/give-county-opinion';
export { InviteMember, InviteMemberInput } from './commands/invite-member';
export { MarkNoticeRead, MarkNoticeReadInput } from './commands/mark-notice-read';
export { ProposeAgencyMandate, ProposeAgencyMandateInput } from './commands/propose-agency-mandate';
export { ProposeBankAccount, ProposeBankAccountInput } from './commands/propose-bank-account';
export { RefreshSession, RefreshSessionInput } from './commands/refresh-session';
export { RegisterOffice, RegisterOfficeInput } from './commands/register-office';
export { RegisterOrganization, RegisterOrganizationInput } from './commands/register-organization';
export { SetApprovalLimit, SetApprovalLimitInput } from './commands/set-approval-limit';
export { SetBudget, SetBudgetInput } from './commands/set-budget';
export { SignAgencyMandate, SignAgencyMandateInput } from './commands/sign-agency-mandate';
export { SignIn, SignInInput } from './commands/sign-in';
export { SignOut, SignOutInput } from './commands/sign-out';
export { SubmitAdmission, SubmitAdmissionInput } from './commands/submit-admission';
export { SuperviseAdmission, SuperviseAdmissionInput } from './commands/supervise-admission';
export { WithdrawAdmission, WithdrawAdmissionInput } from './commands/withdraw-admission';
export { OrganizationType } from './api/organization.type';
export { Password } from './api/credentials';
export { SUPPLIER_EVENTS } from './domain/organization.events';
export { fenOf } from './api/money';
export { Members } from './storage/members';
