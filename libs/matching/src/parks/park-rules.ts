import type { BusinessDate } from '../business-days';

/** What a park weighs an intent by, and an intent a slot; each 0 to 10,000. */
export interface ParkWeights {
  readonly industry: number;
  readonly environment: number;
  readonly investmentPerArea: number;
  readonly jobs: number;
  readonly pairing: number;
  readonly headroom: number;
}

export interface IntentWeights {
  readonly headroom: number;
  readonly logistics: number;
  readonly labour: number;
  readonly policy: number;
  readonly price: number;
  readonly region: number;
  readonly pairing: number;
}

/** Dated rule data of a run (regions' `rule(key, on)` holds the versions): no weight and no scale is written in the code. */
export interface ParkRules {
  readonly version: string;
  readonly on: BusinessDate;
  /** Breaks ties, together with the ids: never the order of the input. */
  readonly seed: number;
  readonly parkWeights: ParkWeights;
  readonly intentWeights: IntentWeights;
  /** Fit by steps up the tree from a wanted node to what it shares with the project: first none, last nothing in common. */
  readonly industryFitBasisPoints: readonly number[];
  /** Letter of the section by division, two digits: '13' → 'C'. */
  readonly sectionOfDivision: Readonly<Record<string, string>>;
  /** The resource investment is spread over: 'landM2'. */
  readonly areaResource: string;
  /** From here on a term is full; of investment in fen for one of the area. */
  readonly fullInvestmentPerArea: number;
  readonly fullJobs: number;
  /** From here on a term is nothing. */
  readonly farKilometres: number;
  readonly dearPriceFen: bigint;
  /** People within commuting distance for each job, for the labour term to be full. */
  readonly labourPerJob: number;
  readonly search: ParkSearchLimits;
}

/** Numbers of steps, never seconds. */
export interface ParkSearchLimits {
  /** How often one intent may come back to one slot that refused it, when room was made. */
  readonly reopenings: number;
}
