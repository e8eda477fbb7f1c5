export { IntegrityModule } from './integrity.module';
export { FindingSearch } from './storage/finding-search';
export { MarketFeeder } from './storage/market-feeder';
