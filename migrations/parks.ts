import { LetParksBeOperated1795300001120 } from './1795300001120-let-parks-be-operated';
import { CreateParks1795300001121 } from './1795300001121-create-parks';
import { CountEnclavesAtHome1795300001125 } from './1795300001125-count-enclaves-at-home';
import { CloseParks1795300001126 } from './1795300001126-close-parks';
import { TakeParkClosingsBack1795300001127 } from './1795300001127-take-park-closings-back';
import { CreateParkProjects1795300001161 } from './1795300001161-create-park-projects';
import { CreateCapitalRecords1795300001162 } from './1795300001162-create-capital-records';
import { LetCapitalBeVerifiedByTwoSides1795300001163 } from './1795300001163-let-capital-be-verified-by-two-sides';
import { ShutUnsignedProjects1795300001164 } from './1795300001164-shut-unsigned-projects';
import { CountAPaperOnce1795300001165 } from './1795300001165-count-a-paper-once';
import { SayOnceWhatCounts1795300001166 } from './1795300001166-say-once-what-counts';
import { LetSuccessionsBeConfirmedByTwo1795300001167 } from './1795300001167-let-successions-be-confirmed-by-two';
import { KeepVisitsOfProjects1795300001168 } from './1795300001168-keep-visits-of-projects';
import { VerifyEnclavesAtHome1795300001170 } from './1795300001170-verify-enclaves-at-home';
import { CreateOperatingRecords1795300001171 } from './1795300001171-create-operating-records';
import { CreateInvestmentIntents1795300001180 } from './1795300001180-create-investment-intents';
import { CreateProjectOffers1795300001181 } from './1795300001181-create-project-offers';
import { LetProjectsComeOfIntents1795300001182 } from './1795300001182-let-projects-come-of-intents';
import { ShareBenefitsOfEnclaves1795300001186 } from './1795300001186-share-benefits-of-enclaves';
import { LetSlotsBeHeld1795300001190 } from './1795300001190-let-slots-be-held';
import { CreateParkRuns1795300001191 } from './1795300001191-create-park-runs';
import { RunParksByPairing1795300001192 } from './1795300001192-run-parks-by-pairing';
import { CountIndustry1795300001361 } from './1795300001361-count-industry';
import { CountJobs1795300001362 } from './1795300001362-count-jobs';

/** Parks, what is offered and wanted in them, their projects, and how what they bring counts. */
export const parkMigrations = [
  LetParksBeOperated1795300001120,
  CreateParks1795300001121,
  CountEnclavesAtHome1795300001125,
  CloseParks1795300001126,
  TakeParkClosingsBack1795300001127,
  CreateParkProjects1795300001161,
  CreateCapitalRecords1795300001162,
  LetCapitalBeVerifiedByTwoSides1795300001163,
  ShutUnsignedProjects1795300001164,
  CountAPaperOnce1795300001165,
  SayOnceWhatCounts1795300001166,
  LetSuccessionsBeConfirmedByTwo1795300001167,
  KeepVisitsOfProjects1795300001168,
  VerifyEnclavesAtHome1795300001170,
  CreateOperatingRecords1795300001171,
  CreateInvestmentIntents1795300001180,
  CreateProjectOffers1795300001181,
  LetProjectsComeOfIntents1795300001182,
  ShareBenefitsOfEnclaves1795300001186,
  LetSlotsBeHeld1795300001190,
  CreateParkRuns1795300001191,
  RunParksByPairing1795300001192,
  CountIndustry1795300001361,
  CountJobs1795300001362,
];
