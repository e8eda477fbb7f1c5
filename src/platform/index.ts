export { Allow, AllowPublic, AllowSignedIn } from './access/allow';
export { hasRole, type Actor } from './access/actor';
export { ActorReader } from './access/actor-reader';
export { CurrentActor, CurrentScope } from './access/current-actor';
export { Audit, NEVER_OPENED, type AuditRow } from './audit/audit';
export { AuditChain } from './audit/audit-chain';
export { SEALED_SO_FAR } from './audit/seal';
export { SealAuditRows } from './audit/seal-audit-rows';
export {
  addDays,
  businessDateOf,
  isBusinessDate,
  startOfBusinessDate,
  toShanghaiIso,
  type BusinessDate,
} from './clock/business-date';
export { Clock, SettableClock, SystemClock } from './clock/clock';
export { AppConfig, type Mode } from './config/config';
export type { ConnectSettings, StripeSettings } from './config/stripe';
export { configFromEnvironment } from './config/environment';
export { canonicalJson } from './database/canonical-json';
export * from './database/columns';
export { presentOrigin, type Origin } from './origin/origin';
export { CommandBatches, type CommandBatch, type Verdict } from './database/command-batches';
export { Commands, type Outcome } from './database/commands';
export { askedTogether } from './database/asked-together';
export { Database } from './database/database';
export { migrate } from './database/migrate';
export { requireNoTransaction } from './database/open-transaction';
export { ReadReplica } from './database/read-replica';
export { Unavailable } from './database/availability';
export { DatabasePulse } from './database/pulse';
export { counted } from './database/counted';
export type { Reader } from './database/reader';
export { RememberingReader } from './database/remembering-reader';
export { SharingReader } from './database/sharing-reader';
export { sqlState } from './database/sql-state';
export { Transactions } from './database/transactions';
export { Tx } from './database/tx';
export { ExactNumber } from './exports/exact-json';
export { Exports, type Export } from './exports/exports';
export type { CellKind, Sheet, SheetCell, SheetColumn, SheetFact, SheetRow } from './exports/sheet';
export { workbookOf } from './exports/workbook';
export { Files } from './files/files';
export { readCsv } from './files/kinds/csv-rows';
export { dayInCell, exactDecimal } from './files/kinds/said-cells';
export { readTable, type ReadCell, type ReadRow, type ReadTable } from './files/kinds/sheet-rows';
export { sha256Of } from './files/file-hash';
export { MoneyInput, MoneyType, QuantityInput, QuantityType } from './graphql/amounts.type';
export { ChangeInput, CommandInput } from './graphql/command.input';
export {
  PageArgs,
  connectionOf,
  limitOf,
  pageOf,
  readPage,
  type Page,
  type PageRequest,
} from './graphql/connection';
export { Cursors } from './graphql/cursors';
export { badInput, forbidden, notFound, tooBusy, unauthenticated } from './graphql/errors';
export { Payload, answer } from './graphql/payload.type';
export { permissionsText } from './graphql/permissions-text';
export { schemaText } from './graphql/schema-text';
export { RequestScope } from './graphql/request-scope';
export * from './graphql/scalars';
export { migrationsAreCurrent } from './health/readiness';
export { stopWhenAsked } from './health/stop-when-asked';
export { SignedCallback } from './http/signed-callbacks';
export { createWebApplication } from './http/web';
export { databaseContents, recreateDatabase, type DatabaseContents } from './installation/database-contents';
export { Installation } from './installation/installation';
export { startLog } from './logging/start-log';
export { log } from './logging/log';
export { FrameworkLog } from './logging/framework-log';
export type { DomainEvent, NewEvent } from './jobs/event';
export { Errand, type Runs } from './jobs/errand';
export { Errands } from './jobs/errands';
export { Events } from './jobs/events';
export { CollectingQueue, anythingWaits, waitingStreams } from './jobs/queue';
export { oneByOne } from './jobs/one-by-one';
export { purgeStaged, type StagedTable } from './jobs/staged-rows';
export {
  Reaction,
  Repeated,
  type Reacts,
  type ReactsInBatches,
  type ReactsInSlices,
  type Ticks,
} from './jobs/reaction';
export { Reactions } from './jobs/reactions';
export { RepeatedDuties } from './jobs/repeated-duties';
export { Worker } from './jobs/worker';
export { Meters } from './metrics/meters';
export { Measure, type Measured, type Measures } from './metrics/measure';
export { PlatformModule, type PlatformParts } from './platform.module';
export { FieldCipher, masked } from './privacy/field-cipher';
export {
  holdsIdentityNumber,
  holdsPersonalNumber,
  isMobileNumber,
  withMaskedDigits,
} from './privacy/personal-numbers';
export { moveToFirstKey, type SealedTable } from './privacy/reencryption';
export { RETENTION, keptSince, type Retained } from './privacy/retention';
export { solverModule } from './solver/solver-module';
export { ReconcileCheck, type CheckResult, type Checks } from './reconcile/check';
export { Reconciliation, type ReconciliationLine } from './reconcile/reconciliation';
