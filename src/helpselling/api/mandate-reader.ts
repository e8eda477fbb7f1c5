import { Injectable } from '@nestjs/common';
import { formatMoney } from '../../../libs/money/src/index';
import { Database, counted, hasRole, type Actor } from '../../platform/index';
import type { HelpSellMandateType } from './help-sell-mandate.type';
import type { MandateFacts } from '../domain/mandate-text';
import type { HelpSellMandate } from '../storage/help-sell-mandate.entity';

type Row = Omit<HelpSellMandate, 'offeredBy' | 'signedBy'>;

const COLUMNS = `m.id, m.version, m.state, m.helper_id AS "helperId", m.supplier_id AS "supplierId",
  m.channel_id AS "channelId", m.valid_from AS "validFrom", m.valid_to AS "validTo", m.ceiling_fen AS "ceilingFen",
  m.drawn_fen AS "drawnFen", m.content, m.sha256, m.offered_at AS "offeredAt", m.signed_at AS "signedAt",
  m.ended_at AS "endedAt"`;
/** A mandate is its two parties' business; the platform and auditors see all. */
const FROM = 'FROM help_sell_mandates m WHERE ($1::boolean OR $2::uuid IN (m.helper_id, m.supplier_id))';

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' });

@Injectable()
export class MandateReader {
  constructor(private readonly database: Database) {}

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, id: string): Promise<HelpSellMandateType | null> {
    const row = await this.database.one<Row>(`SELECT ${COLUMNS} ${FROM} AND m.id = $3`, [
      ...scopeOf(actor),
      id,
    ]);
    return row && shown(row);
  }

  /** Newest first. */
  async page(
    actor: Actor,
    { after, fetch }: { after: readonly unknown[] | null; fetch: number },
  ): Promise<HelpSellMandateType[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} ${FROM} AND ($3::timestamptz IS NULL OR (m.offered_at, m.id) < ($3::timestamptz, $4::uuid))
        ORDER BY m.offered_at DESC, m.id DESC LIMIT $5`,
      [...scopeOf(actor), after?.[0] ?? null, after?.[1] ?? null, fetch],
    );
    return rows.map(shown);
  }

  count(actor: Actor): Promise<number> {
    return counted(this.database, FROM, scopeOf(actor));
  }
}

const scopeOf = (actor: Actor): unknown[] => [
  hasRole(actor, 'PLATFORM_OPS', 'AUDITOR'),
  actor.organizationId,
];

/** Names are those of the text that was signed. */
function shown({ content, ceilingFen, drawnFen, ...row }: Row): HelpSellMandateType {
  const { helper, supplier, channel, products } = JSON.parse(content) as MandateFacts;
  return {
    ...row,
    helper,
    supplier,
    channel,
    products: [...products],
    ceiling: yuan(ceilingFen),
    drawn: yuan(drawnFen),
    text: content,
  };
}
