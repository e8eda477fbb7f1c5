export { HubsModule } from './hubs.module';
export { MemberGoods, type OfferedOrder, type OthersGoods } from './storage/member-goods';
export { ProposeHubMandate } from './commands/propose-hub-mandate';
