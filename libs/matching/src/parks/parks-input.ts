import type { BusinessDate } from '../business-days';
import type { ParkRules } from './park-rules';

/** Whole amounts by name (landM2, powerKva, dischargeM3PerDay …): an open list, each in the unit its name says. */
export type ResourceAmounts = Readonly<Record<string, number>>;

export interface IndustrialPark {
  readonly id: string;
  /** The county it lies in, six digits of GB/T 2260. */
  readonly regionCode: string;
  /** What all its slots share: the sum over them never exceeds it. As published, before anything is taken. */
  readonly capacities: ResourceAmounts;
  /** GB/T 4754, any level: 'C', '13', '137', '1371'. None wanted takes any industry alike. */
  readonly wantedIndustries: readonly string[];
  readonly excludedIndustries: readonly string[];
  /** Most of each load a project may bring; a load without a limit is free. */
  readonly environmentalLimits: ResourceAmounts;
  readonly kilometresToMarkets: ResourceAmounts;
  /** People looking for work within commuting distance. */
  readonly labourWithinCommute: number;
  /** What its policies of the run's day are worth, 0 to 10,000, as the caller's dated rule values them. */
  readonly policyBasisPoints: number;
  readonly leastInvestmentFen: bigint;
}

export interface ParkSlot {
  readonly id: string;
  readonly parkId: string;
  readonly kind: string;
  /** Its own bounds. What neither slot nor park names is not there at all. */
  readonly capacities: ResourceAmounts;
  readonly priceFen: bigint;
  readonly availableFrom: BusinessDate;
}

/** A slot that a live hold or allocation has already taken, with what it draws from the park. */
export interface TakenSlot {
  readonly slotId: string;
  readonly uses: ResourceAmounts;
}

/** An enterprise's wish for one slot. */
export interface ParkIntent {
  readonly id: string;
  readonly enterpriseId: string;
  /** A class, group or division of GB/T 4754, or a section's letter. */
  readonly industryCode: string;
  readonly homeRegion: string;
  readonly needs: ResourceAmounts;
  readonly environmentalLoads: ResourceAmounts;
  readonly investmentFen: bigint;
  readonly jobs: number;
  readonly neededBy: BusinessDate;
  /** Best first; a province or city stands for all below it. */
  readonly preferredRegions: readonly string[];
  /** True takes nothing outside them. */
  readonly regionsOnly: boolean;
  /** Empty takes every kind. */
  readonly acceptedKinds: readonly string[];
  readonly mostPriceFen: bigint | null;
  readonly markets: readonly string[];
  /** Parks that may know of it: it competes nowhere else. */
  readonly releasedTo: readonly string[];
  /** Offices, coordinators' and auditors', that may know of it. */
  readonly releasedToOffices: readonly string[];
  /** Reserves that are meant for it, by the caller's dated rule. */
  readonly reserveIds: readonly string[];
}

/**
 * Slots that are offered first to the intents it is meant for (key counties, paired counties), with a share of the shared resources
 * of the parks they lie in, rounded down; what those intents leave is given to anyone. A slot is in one reserve at most.
 * `slotsForShare` picks slots for a share.
 */
export interface ParkReserve {
  readonly id: string;
  readonly slotIds: readonly string[];
  readonly resourcesBasisPoints: number;
}

export interface RegionPairing {
  readonly eastRegion: string;
  readonly westRegion: string;
}

export interface ParksInput {
  readonly parks: readonly IndustrialPark[];
  readonly slots: readonly ParkSlot[];
  readonly taken: readonly TakenSlot[];
  readonly intents: readonly ParkIntent[];
  readonly reserves: readonly ParkReserve[];
  readonly pairings: readonly RegionPairing[];
  readonly rules: ParkRules;
}
