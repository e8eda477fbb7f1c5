export { ConfirmBankStatement } from './commands/confirm-bank-statement';
export { StageBankStatement } from './commands/stage-bank-statement';
export { BankingModule } from './banking.module';
export type { LineUse, SeenLine } from './domain/seen-line';
export { TakesBankLines, type TakesLines } from './storage/line-takers';
export { LineTaking } from './storage/line-taking';
export { LineUses } from './storage/line-uses';
