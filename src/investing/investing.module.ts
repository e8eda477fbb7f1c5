import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { describeWork, OrganizationsModule } from '../organizations/index';
import { ParksModule } from '../parks/index';
import { RegionsModule } from '../regions/index';
import { AmendIntent, AmendIntentResolver } from './commands/amend-intent';
import { AmendProjectOffer, AmendProjectOfferResolver } from './commands/amend-project-offer';
import { AnswerIntent, AnswerIntentResolver } from './commands/answer-intent';
import { CloseProjectOffer, CloseProjectOfferResolver } from './commands/close-project-offer';
import { OfferProject, OfferProjectResolver } from './commands/offer-project';
import { RecallIntent, RecallIntentResolver } from './commands/recall-intent';
import { ReleaseIntent, ReleaseIntentResolver } from './commands/release-intent';
import { StateIntent, StateIntentResolver } from './commands/state-intent';
import { WithdrawIntent, WithdrawIntentResolver } from './commands/withdraw-intent';
import { investingWork } from './domain/investing-work';
import { BrowseIntents } from './queries/browse-intents';
import { BrowseProjectOffers } from './queries/browse-project-offers';
import { EndedIntentsAreShownToNobody } from './queries/prove-intents';
import { ExpireIntents } from './reactions/expire-intents';
import { ExpireOffers } from './reactions/expire-offers';
import { IntentBook } from './storage/intent-book';
import { IntentDesk } from './storage/intent-desk';
import { IntentReader } from './storage/intent-reader';
import { IntentReleasing } from './storage/intent-releasing';
import { IntentStating } from './storage/intent-stating';
import { InvestingDays } from './storage/investing-days';
import { IntentRelease, InvestmentIntent } from './storage/investment-intent.entity';
import { OfferBook } from './storage/offer-book';
import { OfferReader } from './storage/offer-reader';
import { ProjectOffer } from './storage/project-offer.entity';
import { ShownIntents } from './storage/shown-intents';

describeWork(investingWork);

const inside = [
  IntentBook,
  IntentDesk,
  IntentReader,
  IntentReleasing,
  IntentStating,
  InvestingDays,
  OfferBook,
  OfferReader,
  ShownIntents,
];
const commands = [
  AmendIntent,
  AmendIntentResolver,
  AmendProjectOffer,
  AmendProjectOfferResolver,
  AnswerIntent,
  AnswerIntentResolver,
  CloseProjectOffer,
  CloseProjectOfferResolver,
  OfferProject,
  OfferProjectResolver,
  RecallIntent,
  RecallIntentResolver,
  ReleaseIntent,
  ReleaseIntentResolver,
  StateIntent,
  StateIntentResolver,
  WithdrawIntent,
  WithdrawIntentResolver,
];

/** 投资意向与招商项目: what enterprises would build, told only to the parks they choose, and what parks and counties offer. */
@Module({
  imports: [
    TypeOrmModule.forFeature([InvestmentIntent, IntentRelease, ProjectOffer]),
    OrganizationsModule,
    ParksModule,
    RegionsModule,
  ],
  providers: [
    ...inside,
    ...commands,
    BrowseIntents,
    BrowseProjectOffers,
    EndedIntentsAreShownToNobody,
    ExpireIntents,
    ExpireOffers,
  ],
  exports: [ShownIntents],
})
export class InvestingModule {}
