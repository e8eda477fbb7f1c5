export { BankingModule } from './banking.module';
