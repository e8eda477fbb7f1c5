import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BankingModule } from '../banking/index';
import { LedgerModule } from '../ledger/index';
import { OrganizationsModule } from '../organizations/index';
import { RegionsModule } from '../regions/index';
import { StripeModule } from '../stripe/index';
import { ApprovePayoutStatement, ApprovePayoutStatementResolver } from './commands/approve-payout-statement';
import {
  CalculatePayoutStatement,
  CalculatePayoutStatementResolver,
} from './commands/calculate-payout-statement';
import { ConfirmPayoutPaid, ConfirmPayoutPaidResolver } from './commands/confirm-payout-paid';
import { FailPayoutResolver } from './commands/fail-payout';
import { MakeTransferFile, MakeTransferFileResolver } from './commands/make-transfer-file';
import { OpenPayoutStatement, OpenPayoutStatementResolver } from './commands/open-payout-statement';
import { ReopenPayoutStatementResolver } from './commands/reopen-payout-statement';
import { RetryConnectPayout, RetryConnectPayoutResolver } from './commands/retry-connect-payout';
import { SetMemberShares, SetMemberSharesResolver } from './commands/set-member-shares';
import { BrowsePayoutStatements } from './queries/browse-payout-statements';
import { BrowseTransferFiles } from './queries/browse-transfer-files';
import { ExportPayouts } from './queries/export-payouts';
import { ProvePayouts } from './queries/prove-payouts';
import { FinishConnectReturns } from './reactions/finish-connect-returns';
import { HearConnectPayouts } from './reactions/hear-connect-payouts';
import { OpenPayoutStatements } from './reactions/open-payout-statements';
import { TakeLinesOfInstructedPayouts } from './reactions/take-lines-of-instructed-payouts';
import { ConnectPart } from './storage/connect-part';
import { ConnectPosting } from './storage/connect-posting';
import { MemberShareLists } from './storage/member-share-lists';
import { OpenEntries } from './storage/open-entries';
import { PayoutApproval } from './storage/payout-approval';
import { PayoutCalculation } from './storage/payout-calculation';
import { PayoutDesk } from './storage/payout-desk';
import { PayoutFailure } from './storage/payout-failure.entity';
import { PayoutFailures } from './storage/payout-failures';
import { PayoutLines } from './storage/payout-lines';
import { PayoutPosting } from './storage/payout-posting';
import { PayoutSeen } from './storage/payout-seen';
import { PayoutStatement } from './storage/payout-statement.entity';
import { PayoutStatements } from './storage/payout-statements';
import { StatementLines } from './storage/statement-lines';
import { StatementOpening } from './storage/statement-opening';
import { StatementReader } from './storage/statement-reader';
import { TakingBack } from './storage/taking-back';
import { TransferFiles } from './storage/transfer-files';

const commands = [
  [OpenPayoutStatement, OpenPayoutStatementResolver],
  [CalculatePayoutStatement, CalculatePayoutStatementResolver],
  [ApprovePayoutStatement, ApprovePayoutStatementResolver],
  [ReopenPayoutStatementResolver],
  [MakeTransferFile, MakeTransferFileResolver],
  [ConfirmPayoutPaid, ConfirmPayoutPaidResolver],
  [FailPayoutResolver],
  [RetryConnectPayout, RetryConnectPayoutResolver],
  [SetMemberShares, SetMemberSharesResolver],
].flat();
const storage = [
  ConnectPart,
  ConnectPosting,
  MemberShareLists,
  OpenEntries,
  PayoutApproval,
  PayoutCalculation,
  PayoutDesk,
  PayoutFailures,
  PayoutLines,
  PayoutPosting,
  PayoutSeen,
  PayoutStatements,
  StatementLines,
  StatementOpening,
  StatementReader,
  TakingBack,
  TransferFiles,
];

/** 结算: what suppliers are paid, period by period. */
@Module({
  imports: [
    TypeOrmModule.forFeature([PayoutFailure, PayoutStatement]),
    BankingModule,
    LedgerModule,
    OrganizationsModule,
    RegionsModule,
    StripeModule,
  ],
  controllers: [ExportPayouts],
  providers: [
    ...commands,
    ...storage,
    BrowsePayoutStatements,
    BrowseTransferFiles,
    ProvePayouts,
    FinishConnectReturns,
    HearConnectPayouts,
    OpenPayoutStatements,
    TakeLinesOfInstructedPayouts,
  ],
})
export class PayoutsModule {}
