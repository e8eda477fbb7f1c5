export { SupplyModule } from './supply.module';
