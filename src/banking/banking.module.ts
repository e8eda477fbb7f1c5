import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LedgerModule } from '../ledger/index';
import { PaymentsModule } from '../payments/index';
import { RegionsModule } from '../regions/index';
import { BankLineReader } from './api/bank-line-reader';
import { BankStatementFields } from './api/bank-statement.fields';
import { ConfirmBankLine, ConfirmBankLineResolver } from './commands/confirm-bank-line';
import { ConfirmBankStatement, ConfirmBankStatementResolver } from './commands/confirm-bank-statement';
import { DiscardBankStatement, DiscardBankStatementResolver } from './commands/discard-bank-statement';
import { ProposeBankLine, ProposeBankLineResolver } from './commands/propose-bank-line';
import { RejectBankLine, RejectBankLineResolver } from './commands/reject-bank-line';
import { StageBankStatement, StageBankStatementResolver } from './commands/stage-bank-statement';
import { BrowseBankLines } from './queries/browse-bank-lines';
import { BrowseBankStatements } from './queries/browse-bank-statements';
import { ListStatementGaps } from './queries/list-statement-gaps';
import { ProveBankBalance } from './queries/prove-bank-balance';
import { ProveStatements } from './queries/prove-statements';
import { SeeBankStanding } from './queries/see-bank-standing';
import { PurgeBankStatements } from './reactions/purge-bank-statements';
import { ReadBankStatements } from './reactions/read-bank-statements';
import { TakeBankLines } from './reactions/take-bank-lines';
import { TakeLinesOfDueRefunds } from './reactions/take-lines-of-due-refunds';
import { BankStandings } from './storage/bank-standing';
import { BankStatement } from './storage/bank-statement.entity';
import { BankStatements } from './storage/bank-statements';
import { LineProposal } from './storage/line-proposal.entity';
import { LineProposals } from './storage/line-proposals';
import { LineTakers } from './storage/line-takers';
import { LineTaking } from './storage/line-taking';
import { LineUses } from './storage/line-uses';
import { OpenLines } from './storage/open-lines';
import { OwnMoney } from './storage/own-money';
import { StatementChecking } from './storage/statement-checking';
import { StatementReading } from './storage/statement-reading';

/** 银行对账单: what the bank says of the accounts in custody, and what of it payments knows. */
@Module({
  imports: [
    DiscoveryModule,
    TypeOrmModule.forFeature([BankStatement, LineProposal]),
    LedgerModule,
    PaymentsModule,
    RegionsModule,
  ],
  providers: [
    StageBankStatement,
    StageBankStatementResolver,
    ConfirmBankStatement,
    ConfirmBankStatementResolver,
    DiscardBankStatement,
    DiscardBankStatementResolver,
    ProposeBankLine,
    ProposeBankLineResolver,
    ConfirmBankLine,
    ConfirmBankLineResolver,
    RejectBankLine,
    RejectBankLineResolver,
    BankLineReader,
    BankStatementFields,
    BrowseBankStatements,
    BrowseBankLines,
    ListStatementGaps,
    ProveStatements,
    ProveBankBalance,
    SeeBankStanding,
    BankStandings,
    ReadBankStatements,
    TakeBankLines,
    TakeLinesOfDueRefunds,
    PurgeBankStatements,
    BankStatements,
    StatementReading,
    StatementChecking,
    LineProposals,
    LineTakers,
    LineTaking,
    LineUses,
    OpenLines,
    OwnMoney,
  ],
  exports: [LineTaking, LineUses],
})
export class BankingModule {}
