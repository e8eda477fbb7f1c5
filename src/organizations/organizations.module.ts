import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActorReader } from '../platform/index';
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
import { LiveSessions } from './storage/live-sessions';
import { MemberRow } from './storage/member.entity';
import { Notices } from './storage/notices';
import { OrganizationRow } from './storage/organization.entity';
import { Organizations } from './storage/organizations';
import { Passwords } from './storage/passwords';
import { SessionActorReader } from './storage/session-actor-reader';
import { Sessions } from './storage/sessions';
import { SigningPassword } from './storage/signing-password';
import { SupplierAdmissionRow } from './storage/supplier-admission.entity';
import { Tasks } from './storage/tasks';
import { Throttles } from './storage/throttles';

const entities = [
  OrganizationRow,
  MemberRow,
  BankAccountRow,
  SupplierAdmissionRow,
  AgencyMandateRow,
  BudgetRow,
  ApprovalLimitRow,
];
const door = [
  Organizations,
  Admissions,
  AgencyMandates,
  ApprovalChains,
  BankAccounts,
  Budgets,
  Notices,
  Passwords,
  Sessions,
  SigningPassword,
  Tasks,
];

/** 组织: who takes part, who may do what, who is admitted. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature(entities)],
  providers: [
    ...door,
    AccessTokens,
    LiveSessions,
    Throttles,
    { provide: ActorReader, useClass: SessionActorReader },
  ],
  exports: [...door, ActorReader],
})
export class OrganizationsModule {}
