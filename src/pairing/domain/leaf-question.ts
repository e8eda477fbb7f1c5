/** Where a portion of a unit's purchase would be counted in a scheme, asked for the day it is judged for. */
export interface LeafQuestion {
  /** Code of the scheme: the kind of the relations that carry it. */
  readonly scheme: string;
  readonly unitId: string;
  readonly unitRegionCode: string;
  /** Every county the goods come from: one leaf has to cover all of them. */
  readonly countyCodes: readonly string[];
  readonly supplierId: string;
  readonly on: string;
  /** The indicator the scheme counts toward; consumption, if not said. */
  readonly indicator?: string;
}
