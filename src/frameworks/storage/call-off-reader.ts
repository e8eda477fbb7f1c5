import { Injectable } from '@nestjs/common';
import { Organizations } from '../../organizations/index';
import { Database, counted, hasRole, type Actor } from '../../platform/index';

export interface CallOffRow {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly unitId: string;
  readonly deliveryOn: string;
  readonly calledOffAt: Date;
  /** Whole numbers as text, because JSON numbers are floats. */
  readonly lines: readonly {
    readonly frameworkLineId: string;
    readonly unit: string;
    readonly calledOff: string;
    readonly held: string;
  }[];
}

/** As orders themselves: the buyer’s in the tree of units of whoever asks, the supplier’s own, all for operations and audit. */
const FROM = `FROM orders o WHERE o.framework_id = $4
  AND ($1::boolean OR o.buyer_id = ANY($2::uuid[]) OR o.unit_id = ANY($2::uuid[]) OR o.supplier_id = $3::uuid)`;
const LINES = `(SELECT json_agg(json_build_object('frameworkLineId', c.line_id, 'unit', l.unit,
      'calledOff', c.called_off_base::text, 'held', c.held_base::text) ORDER BY l.position)
    FROM framework_call_offs c JOIN framework_lines l ON l.id = c.line_id WHERE c.order_id = o.id)`;

/** Call-offs of a framework its reader sees already. */
@Injectable()
export class CallOffReader {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
  ) {}

  /** Newest first. */
  async page(
    actor: Actor,
    frameworkId: string,
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<CallOffRow[]> {
    return this.database.query<CallOffRow>(
      `SELECT o.id AS "orderId", o.number AS "orderNumber", o.unit_id AS "unitId", o.delivery_on AS "deliveryOn",
         o.placed_at AS "calledOffAt", ${LINES} AS lines
       ${FROM} AND ($5::timestamptz IS NULL OR (o.placed_at, o.id) < ($5::timestamptz, $6::uuid))
       ORDER BY o.placed_at DESC, o.id DESC LIMIT $7`,
      [...(await this.scopeOf(actor)), frameworkId, at, id, limit],
    );
  }

  async count(actor: Actor, frameworkId: string): Promise<number> {
    return counted(this.database, FROM, [...(await this.scopeOf(actor)), frameworkId]);
  }

  private async scopeOf(actor: Actor): Promise<[boolean, string[], string | null]> {
    const buys = hasRole(actor, 'BUYER_CLERK', 'BUYER_APPROVER');
    return [
      hasRole(actor, 'PLATFORM_OPS', 'AUDITOR'),
      buys ? await this.organizations.unitsUnder(this.database, actor.organizationId) : [],
      hasRole(actor, 'SUPPLIER') ? actor.organizationId : null,
    ];
  }
}
