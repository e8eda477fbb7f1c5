import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { HelpsellingModule } from '../helpselling/index';
import { describeWork, OrganizationsModule } from '../organizations/index';
import { PairingModule } from '../pairing/index';
import { ProcurementModule } from '../procurement/index';
import { RegionsModule } from '../regions/index';
import { RescueRoundFields } from './api/rescue-round.fields';
import { AnswerRescueRound, AnswerRescueRoundResolver } from './commands/answer-rescue-round';
import { CancelRescueRound, CancelRescueRoundResolver } from './commands/cancel-rescue-round';
import { JoinRescueRound, JoinRescueRoundResolver } from './commands/join-rescue-round';
import { LeaveRescueRound, LeaveRescueRoundResolver } from './commands/leave-rescue-round';
import { ProposeRescueRound, ProposeRescueRoundResolver } from './commands/propose-rescue-round';
import { rescueWork } from './domain/rescue-work';
import { BrowseRescueRounds } from './queries/browse-rescue-rounds';
import { BrowseUnsoldAlarms } from './queries/browse-unsold-alarms';
import { RescueRoundsAreTheirParts } from './queries/prove-rescue-rounds';
import { CloseDueRounds } from './reactions/close-due-rounds';
import { CloseFullRounds } from './reactions/close-full-rounds';
import { WatchUnsoldLots } from './reactions/watch-unsold-lots';
import { AlarmWatch } from './storage/alarm-watch';
import { LotProspectsReader } from './storage/lot-prospects';
import { PartAcceptance } from './storage/part-acceptance';
import { PartBudgets } from './storage/part-budgets';
import { PartChannels } from './storage/part-channels';
import { RescuePart, RescueRound } from './storage/rescue-round.entity';
import { RoundBook } from './storage/round-book';
import { RoundClosing } from './storage/round-closing';
import { RoundReader } from './storage/round-reader';
import { UnsoldAlarm } from './storage/unsold-alarm.entity';

describeWork(rescueWork);

const inside = [
  LotProspectsReader,
  AlarmWatch,
  RoundBook,
  RoundReader,
  PartAcceptance,
  PartBudgets,
  PartChannels,
  RoundClosing,
  RescueRoundsAreTheirParts,
];
const commands = [
  ProposeRescueRound,
  ProposeRescueRoundResolver,
  AnswerRescueRound,
  AnswerRescueRoundResolver,
  CancelRescueRound,
  CancelRescueRoundResolver,
  JoinRescueRound,
  JoinRescueRoundResolver,
  LeaveRescueRound,
  LeaveRescueRoundResolver,
];

/** 滞销助销: alarms for what will not sell in time, and rounds that sell it together. */
@Module({
  imports: [
    TypeOrmModule.forFeature([UnsoldAlarm, RescueRound, RescuePart]),
    CatalogModule,
    HelpsellingModule,
    OrganizationsModule,
    PairingModule,
    ProcurementModule,
    RegionsModule,
  ],
  providers: [
    ...inside,
    RescueRoundFields,
    ...commands,
    BrowseUnsoldAlarms,
    BrowseRescueRounds,
    WatchUnsoldLots,
    CloseDueRounds,
    CloseFullRounds,
  ],
})
export class RescueModule {}
