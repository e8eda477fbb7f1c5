export { PayoutsModule } from './payouts.module';
