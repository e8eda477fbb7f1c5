import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganizationsModule, describeWork } from '../organizations/index';
import { PairingModule } from '../pairing/index';
import { RegionsModule } from '../regions/index';
import { ParkFields } from './api/park.fields';
import { ParkSlotFields } from './api/slot.type';
import { AddParkSlot, AddParkSlotResolver } from './commands/add-park-slot';
import { AmendPark, AmendParkResolver } from './commands/amend-park';
import { AmendParkSlot, AmendParkSlotResolver } from './commands/amend-park-slot';
import { AttachParkFiles, AttachParkFilesResolver } from './commands/attach-park-files';
import { ConfirmParkClosing, ConfirmParkClosingResolver } from './commands/confirm-park-closing';
import { ConfirmPark, ConfirmParkResolver } from './commands/confirm-park';
import { ProposeParkClosing, ProposeParkClosingResolver } from './commands/propose-park-closing';
import { RecordParkPolicy, RecordParkPolicyResolver } from './commands/record-park-policy';
import { RegisterPark, RegisterParkResolver } from './commands/register-park';
import { RejectParkClosing, RejectParkClosingResolver } from './commands/reject-park-closing';
import { RejectPark, RejectParkResolver } from './commands/reject-park';
import { RemoveParkFile, RemoveParkFileResolver } from './commands/remove-park-file';
import { RetireParkSlot, RetireParkSlotResolver } from './commands/retire-park-slot';
import { WithdrawParkClosing, WithdrawParkClosingResolver } from './commands/withdraw-park-closing';
import { parksWork } from './domain/parks-work';
import { BrowseParkSlots } from './queries/browse-park-slots';
import { BrowseParks } from './queries/browse-parks';
import {
  ParksCloseByTwoSides,
  ParksShowWhatWasConfirmed,
  SlotsStayWithinTheirPark,
} from './queries/prove-parks';
import { ParkBook } from './storage/park-book';
import { ParkClosings } from './storage/park-closings';
import { ParkPapers } from './storage/park-papers';
import { ParkReader } from './storage/park-reader';
import { ParkSlots } from './storage/park-slots';
import { ParkWordings } from './storage/park-wordings';
import { Park, ParkSlot } from './storage/park.entity';
import { SlotSearch } from './storage/slot-search';
import { SlotTakings } from './storage/slot-takings';

describeWork(parksWork);

const storage = [
  ParkBook,
  ParkClosings,
  ParkPapers,
  ParkReader,
  ParkSlots,
  ParkWordings,
  SlotSearch,
  SlotTakings,
];
const commands = [
  AddParkSlot,
  AddParkSlotResolver,
  AmendPark,
  AmendParkResolver,
  AmendParkSlot,
  AmendParkSlotResolver,
  AttachParkFiles,
  AttachParkFilesResolver,
  ConfirmPark,
  ConfirmParkResolver,
  ConfirmParkClosing,
  ConfirmParkClosingResolver,
  ProposeParkClosing,
  ProposeParkClosingResolver,
  RejectParkClosing,
  RejectParkClosingResolver,
  WithdrawParkClosing,
  WithdrawParkClosingResolver,
  RecordParkPolicy,
  RecordParkPolicyResolver,
  RegisterPark,
  RegisterParkResolver,
  RejectPark,
  RejectParkResolver,
  RemoveParkFile,
  RemoveParkFileResolver,
  RetireParkSlot,
  RetireParkSlotResolver,
];

/** 产业园区: parks, what they have, and the land and plants enterprises may take of it. */
@Module({
  imports: [TypeOrmModule.forFeature([Park, ParkSlot]), OrganizationsModule, PairingModule, RegionsModule],
  providers: [
    ...storage,
    ...commands,
    ParkFields,
    ParkSlotFields,
    BrowseParks,
    BrowseParkSlots,
    ParksCloseByTwoSides,
    ParksShowWhatWasConfirmed,
    SlotsStayWithinTheirPark,
  ],
  exports: [ParkReader, SlotTakings],
})
export class ParksModule {}
