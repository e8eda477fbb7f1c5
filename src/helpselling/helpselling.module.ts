import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { describeWork, OrganizationsModule } from '../organizations/index';
import { RegionsModule } from '../regions/index';
import { CloseSalesChannel, CloseSalesChannelResolver } from './commands/close-sales-channel';
import { EndHelpSellMandate, EndHelpSellMandateResolver } from './commands/end-help-sell-mandate';
import { OfferHelpSellMandate, OfferHelpSellMandateResolver } from './commands/offer-help-sell-mandate';
import { OpenSalesChannel, OpenSalesChannelResolver } from './commands/open-sales-channel';
import { SignHelpSellMandate, SignHelpSellMandateResolver } from './commands/sign-help-sell-mandate';
import {
  WithdrawHelpSellMandate,
  WithdrawHelpSellMandateResolver,
} from './commands/withdraw-help-sell-mandate';
import { helpSellWork } from './domain/help-sell-work';
import { BrowseHelpSellMandates } from './queries/browse-help-sell-mandates';
import { MandatesHoldWhatIsDrawn } from './queries/prove-help-sell-mandates';
import { ChannelReader } from './storage/channel-reader';
import { HelpSellMandate } from './storage/help-sell-mandate.entity';
import { MandateBook } from './storage/mandate-book';
import { MandateOffers } from './storage/mandate-offers';
import { MandateReader } from './api/mandate-reader';
import { Mandates } from './storage/mandates';
import { SalesChannel } from './storage/sales-channel.entity';

describeWork(helpSellWork);

const useCases = [OfferHelpSellMandate, OpenSalesChannel, SignHelpSellMandate];

/** 帮助销售: channels, and the mandates under which sales over them are somebody's help. */
@Module({
  imports: [
    TypeOrmModule.forFeature([SalesChannel, HelpSellMandate]),
    CatalogModule,
    OrganizationsModule,
    RegionsModule,
  ],
  providers: [
    Mandates,
    MandateBook,
    MandateOffers,
    MandateReader,
    ChannelReader,
    MandatesHoldWhatIsDrawn,
    ...useCases,
    CloseSalesChannel,
    EndHelpSellMandate,
    WithdrawHelpSellMandate,
    CloseSalesChannelResolver,
    EndHelpSellMandateResolver,
    OfferHelpSellMandateResolver,
    OpenSalesChannelResolver,
    SignHelpSellMandateResolver,
    WithdrawHelpSellMandateResolver,
    BrowseHelpSellMandates,
  ],
  exports: [Mandates, ...useCases],
})
export class HelpsellingModule {}
