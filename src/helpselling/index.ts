export { HelpsellingModule } from './helpselling.module';
export { Mandates, type ChannelSale, type MandateDraw, type MandateFactsOf } from './storage/mandates';
export { type Covered, type MandateRoom, type SoldGoods } from './storage/mandate-room';
export { OfferHelpSellMandate } from './commands/offer-help-sell-mandate';
export { OpenSalesChannel } from './commands/open-sales-channel';
export { SignHelpSellMandate } from './commands/sign-help-sell-mandate';
