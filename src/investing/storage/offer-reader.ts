import { Injectable } from '@nestjs/common';
import { formatMoney } from '../../../libs/money/src/index';
import { Database, counted, type Actor } from '../../platform/index';
import { industries, sharedDigits } from '../../regions/index';
import type { IntentPage } from './intent-reader';
import type { ProjectOffer } from './project-offer.entity';

export interface OfferRow extends Omit<
  ProjectOffer,
  'offeredById' | 'publishedBy' | 'investmentFromFen' | 'investmentToFen'
> {
  readonly offeredById: string;
  readonly offeredByName: string;
  readonly parkName: string | null;
  readonly investmentFrom: ReturnType<typeof formatMoney>;
  readonly investmentTo: ReturnType<typeof formatMoney>;
}
type Stored = Omit<OfferRow, 'investmentFrom' | 'investmentTo'> &
  Pick<ProjectOffer, 'investmentFromFen' | 'investmentToFen'>;

export interface OfferFilter {
  /** Of this industry, of one below it, or of one above it that covers it. */
  readonly industryCode: string | null;
  readonly regionCode: string | null;
  readonly parkId: string | null;
  readonly own: boolean;
}

const COLUMNS = `o.id, o.version, o.number, o.state, o.offered_by_id AS "offeredById", o.park_id AS "parkId",
  o.county_code AS "countyCode", o.title, o.industry_code AS "industryCode", o.gap, o.land_ready_m2 AS "landReadyM2",
  o.investment_from_fen AS "investmentFromFen", o.investment_to_fen AS "investmentToFen",
  o.payback_months AS "paybackMonths", o.note, o.valid_until AS "validUntil", o.published_at AS "publishedAt",
  o.ended_at AS "endedAt", (SELECT name FROM organizations WHERE id = o.offered_by_id) AS "offeredByName",
  (SELECT w.name FROM parks p JOIN park_wordings w ON w.park_id = p.id AND w.number = p.wording
    WHERE p.id = o.park_id) AS "parkName"`;
/** What is over, or whose park is closed, only those still read who offered it. */
const SEEN = `FROM project_offers o WHERE (o.offered_by_id = $1 OR (o.state = 'PUBLISHED'
  AND NOT EXISTS (SELECT FROM parks c WHERE c.id = o.park_id AND c.state = 'CLOSED')))`;
const WANTED = `${SEEN} AND ($2::text[] IS NULL OR o.industry_code LIKE ANY ($2) OR o.industry_code = ANY ($3::text[]))
  AND ($4::text IS NULL OR o.county_code LIKE $4) AND ($5::uuid IS NULL OR o.park_id = $5)
  AND (NOT $6::boolean OR o.offered_by_id = $1)`;

/** Reads what parks and counties offer. */
@Injectable()
export class OfferReader {
  constructor(private readonly database: Database) {}

  /** Null: not there, or over and not the caller's. */
  async visibleTo({ organizationId }: Actor, id: string): Promise<OfferRow | null> {
    const row = await this.database.one<Stored>(`SELECT ${COLUMNS} ${SEEN} AND o.id = $2`, [
      organizationId,
      id,
    ]);
    return row && shown(row);
  }

  /** Newest first. */
  async page(actor: Actor, filter: OfferFilter, { at, id, limit }: IntentPage): Promise<OfferRow[]> {
    const rows = await this.database.query<Stored>(
      `SELECT ${COLUMNS} ${WANTED} AND ($7::timestamptz IS NULL OR (o.published_at, o.id) < ($7, $8::uuid))
        ORDER BY o.published_at DESC, o.id DESC LIMIT $9`,
      [...values(actor, filter), at, id, limit],
    );
    return rows.map(shown);
  }

  count(actor: Actor, filter: OfferFilter): Promise<number> {
    return counted(this.database, WANTED, values(actor, filter));
  }
}

function values({ organizationId }: Actor, { industryCode, regionCode, parkId, own }: OfferFilter) {
  const below = industryCode === null ? null : codesBelow(industryCode);
  const above = industryCode === null ? null : industries.lineOf(industryCode);
  const region = regionCode === null ? null : `${sharedDigits(regionCode)}%`;
  return [organizationId, below, above, region, parkId, own];
}

/** A section is named by a letter that its divisions do not begin with. */
function codesBelow(code: string): string[] {
  if (/^\d/.test(code)) return [`${code}%`];
  return industries.all
    .filter(({ level, parentCode }) => level === 'DIVISION' && parentCode === code)
    .map((division) => `${division.code}%`);
}

const shown = ({ investmentFromFen, investmentToFen, ...row }: Stored): OfferRow => ({
  ...row,
  investmentFrom: formatMoney({ fen: investmentFromFen, currency: 'CNY' }),
  investmentTo: formatMoney({ fen: investmentToFen, currency: 'CNY' }),
});
