export { IntegrityModule } from './integrity.module';
export { DismissFinding } from './commands/dismiss-finding';
export { TakeFinding } from './commands/take-finding';
export { FindingSearch } from './storage/finding-search';
export { MarketFeeder } from './storage/market-feeder';
