/** Who stands on the two sides of an agreement: regions, or where they are named organizations. */
export interface Sides {
  readonly east: string;
  readonly west: string;
  readonly helperId: string | null;
  readonly counterId: string | null;
}
export interface Month extends Sides {
  /** Of the agreement: what is taken back later stands in a month of the next year. */
  readonly year: number;
  readonly agreementId: string;
  readonly month: string;
}
export interface Reported extends Month {
  readonly id: string;
  readonly version: number;
  readonly sha256: string;
}
