export { InvestingModule } from './investing.module';
