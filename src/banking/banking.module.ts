import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PaymentsModule } from '../payments/index';
import { RegionsModule } from '../regions/index';
import { BankStatementFields } from './api/bank-statement.fields';
import { ConfirmBankStatement, ConfirmBankStatementResolver } from './commands/confirm-bank-statement';
import { DiscardBankStatement, DiscardBankStatementResolver } from './commands/discard-bank-statement';
import { StageBankStatement, StageBankStatementResolver } from './commands/stage-bank-statement';
import { BrowseBankLines } from './queries/browse-bank-lines';
import { BrowseBankStatements } from './queries/browse-bank-statements';
import { ListStatementGaps } from './queries/list-statement-gaps';
import { ProveStatements } from './queries/prove-statements';
import { PurgeBankStatements } from './reactions/purge-bank-statements';
import { ReadBankStatements } from './reactions/read-bank-statements';
import { TakeBankLines } from './reactions/take-bank-lines';
import { BankStatement } from './storage/bank-statement.entity';
import { BankStatements } from './storage/bank-statements';
import { LineTaking } from './storage/line-taking';
import { StatementChecking } from './storage/statement-checking';
import { StatementReading } from './storage/statement-reading';

/** 银行对账单: what the bank says of the accounts in custody, and what of it payments knows. */
@Module({
  imports: [TypeOrmModule.forFeature([BankStatement]), PaymentsModule, RegionsModule],
  providers: [
    StageBankStatement,
    StageBankStatementResolver,
    ConfirmBankStatement,
    ConfirmBankStatementResolver,
    DiscardBankStatement,
    DiscardBankStatementResolver,
    BankStatementFields,
    BrowseBankStatements,
    BrowseBankLines,
    ListStatementGaps,
    ProveStatements,
    ReadBankStatements,
    TakeBankLines,
    PurgeBankStatements,
    BankStatements,
    StatementReading,
    StatementChecking,
    LineTaking,
  ],
})
export class BankingModule {}
