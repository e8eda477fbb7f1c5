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
export { Budgets, type BudgetSubject } from './storage/budgets';
export { Notices, type NewNotice } from './storage/notices';
export { Organizations } from './storage/organizations';
export { Passwords } from './storage/passwords';
export { Sessions, type TokenPair } from './storage/sessions';
export { SigningPassword } from './storage/signing-password';
export { Tasks, type NewTask } from './storage/tasks';
