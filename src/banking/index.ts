export { BankingModule } from './banking.module';
export type { LineUse, SeenLine } from './domain/seen-line';
export { TakesBankLines, type TakesLines } from './storage/line-takers';
export { LineTaking } from './storage/line-taking';
export { LineUses } from './storage/line-uses';
