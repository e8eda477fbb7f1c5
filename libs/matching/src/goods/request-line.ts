import type { UnitPrice } from '../../../money/src/index';
import type { BusinessDate } from '../business-days';
import type { Place } from '../great-circle';

export type GoodsBaseUnit = 'g' | 'ml' | 'piece';

/** One line of a sourcing request: so much of one kind of goods, to one place, in one window. A split delivery is several lines. */
export interface RequestLine {
  readonly id: string;
  readonly requestId: string;
  readonly buyerId: string;
  readonly categoryCode: string;
  /** Only this product; null takes any of the category. */
  readonly productId: string | null;
  readonly baseUnit: GoodsBaseUnit;
  /** Base units the buyer can hardly do without; a proposal below it is possible and says so. */
  readonly minimumBase: bigint;
  /** Base units the buyer wants at most. */
  readonly maximumBase: bigint;
  /** Most the goods may cost delivered, freight included; null when the buyer named none. */
  readonly landedCap: UnitPrice | null;
  /** The worst grade he takes, as in `MatchingRules.gradesBestFirst`; null takes all, ungraded goods too. */
  readonly worstGrade: string | null;
  readonly certificates: readonly string[];
  readonly deliverTo: Place;
  /** Known road kilometres by county; other counties are reckoned from the map. */
  readonly roadKilometres: Readonly<Record<string, number>>;
  readonly deliverFrom: BusinessDate;
  readonly deliverUntil: BusinessDate;
  /** Counties paired with the buyer's region. */
  readonly pairedCounties: readonly string[];
  /** Suppliers the buyer has settled orders with. */
  readonly knownSuppliers: readonly string[];
  readonly excludedSuppliers: readonly string[];
  /** Most this line may lose to fairness: ε of its value in the plain optimum; null takes the rules' one. */
  readonly epsilonBasisPoints: number | null;
}
