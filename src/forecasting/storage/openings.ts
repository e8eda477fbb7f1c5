import { codePrefix } from '../../pairing/index';
import type { BusinessDate, Reader } from '../../platform/index';

/** When the books of a relation opened: the day its first agreement was drafted. */
export interface Opening {
  readonly pairingId: string;
  readonly eastRegionCode: string | null;
  readonly westRegionCode: string | null;
  readonly openedOn: BusinessDate;
}

export function openingsOf(reader: Reader, scheme: string): Promise<Opening[]> {
  return reader.query<Opening>(
    `SELECT pairing_id AS "pairingId", east_region_code AS "eastRegionCode", west_region_code AS "westRegionCode",
       to_char(min(created_at) AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "openedOn"
     FROM annual_agreements WHERE kind = $1 GROUP BY pairing_id, east_region_code, west_region_code`,
    [scheme],
  );
}

/** Whose books are asked for; null: of any region on that side. */
interface Sides {
  readonly pairingId: string;
  readonly eastRegionCode: string | null;
  readonly westRegionCode: string | null;
}

/** The first opening of those above, between or below the regions; where a side is no region, of the relation itself. */
export function openedOn(
  openings: readonly Opening[],
  { pairingId, eastRegionCode, westRegionCode }: Sides,
): BusinessDate | null {
  const between = eastRegionCode !== null && westRegionCode !== null;
  return earliest(
    openings.filter((one) =>
      between
        ? overlap(one.eastRegionCode, eastRegionCode) && overlap(one.westRegionCode, westRegionCode)
        : one.pairingId === pairingId,
    ),
  );
}

/** The same of all that is bought of a western region, whoever buys it. */
export const regionOpenedOn = (openings: readonly Opening[], westRegionCode: string): BusinessDate | null =>
  earliest(openings.filter((one) => overlap(one.westRegionCode, westRegionCode)));

const earliest = (openings: readonly Opening[]): BusinessDate | null =>
  openings.map((one) => one.openedOn).toSorted()[0] ?? null;

function overlap(one: string | null, other: string): boolean {
  if (one === null) return false;
  const [a, b] = [codePrefix(one), codePrefix(other)];
  return a.startsWith(b) || b.startsWith(a);
}
