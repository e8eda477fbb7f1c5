import { Injectable } from '@nestjs/common';
import { formatMoney } from '../../../libs/money/src/index';
import { Clock, Database, businessDateOf, counted, type Actor } from '../../platform/index';
import type { IntentNeed } from '../domain/intent-terms';
import type { InvestmentIntent, IntentRelease } from './investment-intent.entity';

/** An intent as its investor and the parks it is released to see it; nobody else does. */
export interface IntentRow extends Omit<InvestmentIntent, 'investmentFen' | 'statedBy' | 'opensAt'> {
  readonly investorName: string;
  readonly investment: ReturnType<typeof formatMoney>;
  readonly needs: readonly IntentNeed[];
}

/** A release as its two sides see it: a park hears of no other's. */
export interface ReleaseRow extends Omit<IntentRelease, 'releasedBy' | 'answeredBy' | 'endedAt' | 'opensAt'> {
  readonly parkName: string;
  readonly intent: IntentRow;
}

export interface IntentPage {
  readonly at: string | null;
  readonly id: string | null;
  readonly limit: number;
}

const INTENT = `i.id, i.version, i.number, i.state, i.investor_id AS "investorId", i.kind, i.stage, i.industry_code AS "industryCode",
  i.investment_fen AS "investmentFen", i.jobs, i.slot_kinds AS "slotKinds", i.region_codes AS "regionCodes",
  i.start_from AS "startFrom", i.start_by AS "startBy", i.valid_until AS "validUntil", i.note, i.stated_at AS "statedAt",
  i.ended_at AS "endedAt", (SELECT o.name FROM organizations o WHERE o.id = i.investor_id) AS "investorName",
  (SELECT coalesce(json_agg(json_build_object('resource', n.resource, 'capacity', n.capacity) ORDER BY n.resource), '[]')
     FROM intent_needs n WHERE n.intent_id = i.id) AS needs`;
const RELEASE = `r.id AS "releaseId", r.version AS "releaseVersion", r.intent_id AS "intentId", r.park_id AS "parkId",
  r.state AS "releaseState", r.released_at AS "releasedAt", r.answered_at AS "answeredAt", r.answer_note AS "answerNote",
  coalesce((SELECT w.name FROM park_wordings w WHERE w.park_id = p.id AND w.number = p.wording), p.number) AS "parkName"`;

const OWN = `FROM investment_intents i WHERE i.investor_id = $1`;
const RELEASES = `FROM intent_releases r JOIN investment_intents i ON i.id = r.intent_id JOIN parks p ON p.id = r.park_id`;
/** While it is released: what is recalled or over a park sees no more, from the first minute after its last day. */
const STANDS = 'r.ended_at IS NULL AND i.valid_until >= $2::date';
const SHOWN = `${RELEASES} WHERE p.operator_id = $1 AND ${STANDS}`;
const SHOWN_OF_PARK = `${SHOWN} AND ($3::uuid IS NULL OR r.park_id = $3)`;
const OF_INTENT = `${RELEASES} WHERE i.investor_id = $1 AND r.intent_id = $2`;

type StoredIntent = Omit<IntentRow, 'investment'> & Pick<InvestmentIntent, 'investmentFen'>;
interface StoredRelease
  extends
    StoredIntent,
    Pick<ReleaseRow, 'parkId' | 'parkName' | 'releasedAt' | 'answeredAt' | 'answerNote' | 'intentId'> {
  readonly releaseId: string;
  readonly releaseVersion: number;
  readonly releaseState: IntentRelease['state'];
}

/** Reads intents for their investor, and releases for him and for the park they go to. */
@Injectable()
export class IntentReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, id: string): Promise<IntentRow | null> {
    const row = await this.database.one<StoredIntent>(
      `SELECT ${INTENT} FROM investment_intents i WHERE i.id = $3 AND (i.investor_id = $1
         OR EXISTS (SELECT ${SHOWN} AND r.intent_id = $3))`,
      [actor.organizationId, this.today(), id],
    );
    return row && intentOf(row);
  }

  async releaseVisibleTo(actor: Actor, id: string): Promise<ReleaseRow | null> {
    const row = await this.database.one<StoredRelease>(
      `SELECT ${INTENT}, ${RELEASE} ${RELEASES}
        WHERE r.id = $3 AND (i.investor_id = $1 OR (p.operator_id = $1 AND ${STANDS}))`,
      [actor.organizationId, this.today(), id],
    );
    return row && releaseOf(row);
  }

  /** Newest first. */
  async ownPage({ organizationId }: Actor, { at, id, limit }: IntentPage): Promise<IntentRow[]> {
    const rows = await this.database.query<StoredIntent>(
      `SELECT ${INTENT} ${OWN} AND ($2::timestamptz IS NULL OR (i.stated_at, i.id) < ($2, $3::uuid))
        ORDER BY i.stated_at DESC, i.id DESC LIMIT $4`,
      [organizationId, at, id, limit],
    );
    return rows.map(intentOf);
  }

  countOwn({ organizationId }: Actor): Promise<number> {
    return counted(this.database, OWN, [organizationId]);
  }

  /** Those shown to one's own parks, or to one of them. */
  shownPage(actor: Actor, parkId: string | null, page: IntentPage): Promise<ReleaseRow[]> {
    return this.releases(SHOWN_OF_PARK, [actor.organizationId, this.today(), parkId], page);
  }

  countShown({ organizationId }: Actor, parkId: string | null): Promise<number> {
    return counted(this.database, SHOWN_OF_PARK, [organizationId, this.today(), parkId]);
  }

  /** To whom the investor has released it, ended ones too. */
  pageOfIntent(actor: Actor, intentId: string, page: IntentPage): Promise<ReleaseRow[]> {
    return this.releases(OF_INTENT, [actor.organizationId, intentId], page);
  }

  countOfIntent({ organizationId }: Actor, intentId: string): Promise<number> {
    return counted(this.database, OF_INTENT, [organizationId, intentId]);
  }

  private async releases(
    from: string,
    of: readonly (string | null)[],
    { at, id, limit }: IntentPage,
  ): Promise<ReleaseRow[]> {
    const [after, last, most] = [1, 2, 3].map((next) => `$${of.length + next}`);
    const rows = await this.database.query<StoredRelease>(
      `SELECT ${INTENT}, ${RELEASE} ${from} AND (${after}::timestamptz IS NULL OR (r.released_at, r.id) < (${after}, ${last}::uuid))
        ORDER BY r.released_at DESC, r.id DESC LIMIT ${most}`,
      [...of, at, id, limit],
    );
    return rows.map(releaseOf);
  }

  private today(): string {
    return businessDateOf(this.clock.now());
  }
}

const intentOf = ({ investmentFen, ...row }: StoredIntent): IntentRow => ({
  ...row,
  investment: formatMoney({ fen: investmentFen, currency: 'CNY' }),
});

function releaseOf(row: StoredRelease): ReleaseRow {
  const { releaseId, releaseVersion, releaseState, intentId, parkId, parkName, ...rest } = row;
  const { releasedAt, answeredAt, answerNote, ...intent } = rest;
  return {
    id: releaseId,
    version: releaseVersion,
    state: releaseState,
    intentId,
    parkId,
    parkName,
    releasedAt,
    answeredAt,
    answerNote,
    intent: intentOf(intent),
  };
}
