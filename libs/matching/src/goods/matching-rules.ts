import type { BusinessDate } from '../business-days';

/**
 * Counties whose sales the run tries to lift to `floorFen` of goods (freight apart): the key counties (160), or those
 * behind their commitment. The domain computes what is still owed on the run's day from counting; the engine only sees the sum.
 */
export interface CountyFloor {
  readonly id: string;
  readonly counties: readonly string[];
  readonly floorFen: bigint;
  /** What a yuan of shortfall weighs against a yuan of cost, in basis points: 2,000 = 0.20 yuan. 0 switches the floor off. */
  readonly weightBasisPoints: number;
}

/**
 * Dated rule data of a run (regions' `rule(key, on)` holds the versions). Basis points are of the goods price at the
 * edge's cheapest step unless said otherwise; benefits are subtracted from the cost, so all weights are ≥ 0.
 */
export interface MatchingRules {
  readonly version: string;
  /** The run's day: nothing is ordered before it. */
  readonly on: BusinessDate;
  readonly seed: number;
  readonly gradesBestFirst: readonly string[];
  readonly certificates: readonly string[];
  /** Road freight of supplies that quote none, fen per tonne and kilometre. */
  readonly freightFenPerTonneKm: bigint;
  /** Road kilometres per kilometre of the map, in basis points: 13,000 = 1.3. */
  readonly detourBasisPoints: number;
  /** Days after the window's end that are still worth proposing. */
  readonly graceDays: number;
  readonly latenessBasisPointsPerDay: number;
  readonly gradeBenefitBasisPoints: number;
  readonly repeatBenefitBasisPoints: number;
  readonly pairingBenefitBasisPoints: number;
  /** Cost of a supplier that never delivers; in proportion between. */
  readonly unreliabilityBasisPoints: number;
  /** Cost of a harvest that is not sure at all; in proportion between. */
  readonly uncertaintyBasisPoints: number;
  /** What a missing unit costs, of the landed cap (of the dearest eligible landed price where there is none). */
  readonly unmetMinimumBasisPoints: number;
  readonly unmetRestBasisPoints: number;
  /** Most of a line one supplier may take; holds where enough suppliers are eligible to fill the line under it. 10,000 = no cap. */
  readonly supplierShareBasisPoints: number;
  readonly edgesPerLine: number;
  readonly epsilonBasisPoints: number;
  readonly floors: readonly CountyFloor[];
  /** What a yuan below the ε-protection weighs once quantities are whole packs, in basis points. */
  readonly protectionWeightBasisPoints: number;
  readonly search: SearchLimits;
}

/** Iterations, never seconds. */
export interface SearchLimits {
  readonly simplexIterations: number;
  /** Components up to this many lines and supplies are solved exactly in whole packs. */
  readonly exactLines: number;
  readonly exactSupplies: number;
  readonly branchNodes: number;
  /** Rounds of local search over the lines of a component. */
  readonly improvementRounds: number;
}
