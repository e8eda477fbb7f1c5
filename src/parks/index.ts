export { ParksModule } from './parks.module';
