import { Injectable } from '@nestjs/common';
import { Admissions } from '../../organizations/index';
import { Clock, Database, businessDateOf, counted, type Actor } from '../../platform/index';

/** What a supplier may read of an open request. A cap, what follows from it and the buyer's own notes are not even selected. */
export interface PublishedRequestRow {
  readonly id: string;
  readonly number: string;
  readonly revision: number;
  readonly unitId: string;
  readonly title: string;
  readonly sealed: boolean;
  readonly pooled: boolean;
  readonly quoteDeadline: Date;
  readonly publishedAt: Date;
}

const COLUMNS = `r.id, r.number, r.revision, r.unit_id AS "unitId", r.title, r.sealed, r.pooled,
  r.quote_deadline AS "quoteDeadline", r.published_at AS "publishedAt"`;
const OPEN = `FROM sourcing_requests r WHERE r.state IN ('OPEN', 'QUOTING') AND r.quote_deadline > $1`;
/** A category's code begins with its parent's. */
const WANTED = `${OPEN} AND ($2::text IS NULL OR EXISTS (SELECT FROM sourcing_lines l
  WHERE l.request_id = r.id AND l.revision = r.revision AND starts_with(l.category_code, $2)))`;

/** Open requests for suppliers that are admitted today; for others there are none. */
@Injectable()
export class PublishedRequests {
  constructor(
    private readonly database: Database,
    private readonly admissions: Admissions,
    private readonly clock: Clock,
  ) {}

  async visibleTo(actor: Actor, id: string): Promise<PublishedRequestRow | null> {
    if (!(await this.admitted(actor))) return null;
    return this.database.one<PublishedRequestRow>(`SELECT ${COLUMNS} ${OPEN} AND r.id = $2`, [
      this.clock.now(),
      id,
    ]);
  }

  /** The first to close first. */
  async page(
    actor: Actor,
    categoryCode: string | null,
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<PublishedRequestRow[]> {
    if (!(await this.admitted(actor))) return [];
    return this.database.query<PublishedRequestRow>(
      `SELECT ${COLUMNS} ${WANTED}
          AND ($3::timestamptz IS NULL OR (r.quote_deadline, r.id) > ($3::timestamptz, $4::uuid))
        ORDER BY r.quote_deadline, r.id LIMIT $5`,
      [this.clock.now(), categoryCode, at, id, limit],
    );
  }

  async count(actor: Actor, categoryCode: string | null): Promise<number> {
    if (!(await this.admitted(actor))) return 0;
    return counted(this.database, WANTED, [this.clock.now(), categoryCode]);
  }

  private admitted(actor: Actor): Promise<boolean> {
    const today = businessDateOf(this.clock.now());
    return this.admissions.admittedOn(this.database, actor.organizationId, today);
  }
}
