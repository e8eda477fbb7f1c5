import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { OrganizationsModule } from '../organizations/index';
import { ProcurementModule } from '../procurement/index';
import { HubMandateFields } from './api/hub-mandate.fields';
import { ProposeHubMandate, ProposeHubMandateResolver } from './commands/propose-hub-mandate';
import { MandatesHoldWhatTheirOrdersBring } from './queries/prove-hub-mandates';
import { GiveBackMandates } from './reactions/give-back-mandates';
import { HubMandateGoods } from './storage/hub-mandate-goods.entity';
import { HubQuantities } from './storage/hub-quantities';
import { MemberGoods } from './storage/member-goods';

/** 枢纽: enterprises that offer the goods of several members, which stay the members', within their mandates. */
@Module({
  imports: [
    TypeOrmModule.forFeature([HubMandateGoods]),
    CatalogModule,
    OrganizationsModule,
    ProcurementModule,
  ],
  providers: [
    HubMandateFields,
    HubQuantities,
    MemberGoods,
    ProposeHubMandate,
    ProposeHubMandateResolver,
    GiveBackMandates,
    MandatesHoldWhatTheirOrdersBring,
  ],
  exports: [MemberGoods],
})
export class HubsModule {}
