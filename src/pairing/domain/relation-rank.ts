import { codePrefix } from './region-scope';

/** A relation that covers a portion, with how near its helping organization stands above the unit (0: the unit itself). */
export interface Covering {
  readonly pairingId: string;
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
  readonly helperOrganizationId: string | null;
  readonly helpedOrganizationId: string | null;
  readonly helpedList: string | null;
  readonly stepsAbove: number;
}

const NEARER_THAN_ANY_REGION = 100;

/** The unit itself, then what stands above it, then its county, city, province. */
function helperRank(relation: Covering): number {
  return relation.helperOrganizationId
    ? NEARER_THAN_ANY_REGION - relation.stepsAbove
    : codePrefix(relation.eastRegionCode).length;
}

/** The supplier itself, then its county, city, province, last a list. */
function helpedRank(relation: Covering): number {
  if (relation.helpedOrganizationId) return NEARER_THAN_ANY_REGION;
  return relation.helpedList ? 0 : codePrefix(relation.westRegionCode).length;
}

/** The most specific of those that cover a portion, by the helping side first; several: the buyer chooses. */
export function nearest<Relation extends Covering>(relations: readonly Relation[]): Relation[] {
  const best = (rank: (relation: Covering) => number, among: readonly Relation[]) => {
    const highest = Math.max(...among.map(rank));
    return among.filter((relation) => rank(relation) === highest);
  };
  return best(helpedRank, best(helperRank, relations));
}
