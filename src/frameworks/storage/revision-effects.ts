import { Injectable } from '@nestjs/common';
import { businessDateOf, type Tx } from '../../platform/index';
import { requirePriceDay } from '../domain/revised-lines';
import type { FrameworkAgreement } from './framework-agreement.entity';
import { FrameworkBook } from './framework-book';
import type { FrameworkRevision } from './framework-revision.entity';

interface Change {
  readonly lineId: string;
  readonly unitPriceFen: bigint | null;
  readonly priceFrom: string | null;
  readonly capBase: bigint | null;
}

/** What follows when both have signed a revision: caps are raised at once, prices hold from their days. */
@Injectable()
export class RevisionEffects {
  constructor(private readonly book: FrameworkBook) {}

  /** Refuses PRICE_FROM_PAST: a price never holds for a day before both agreed on it. */
  async follow(tx: Tx, framework: FrameworkAgreement, revision: FrameworkRevision): Promise<void> {
    const changes = await tx.query<Change>(
      `SELECT line_id AS "lineId", unit_price_fen AS "unitPriceFen", price_from AS "priceFrom", cap_base AS "capBase"
         FROM framework_revision_lines WHERE revision_id = $1 ORDER BY line_id`,
      [revision.id],
    );
    const period = { today: businessDateOf(tx.at), untilOn: framework.untilOn };
    for (const { priceFrom } of changes) if (priceFrom) requirePriceDay(priceFrom, period, ['revisionId']);
    await tx.query(
      `INSERT INTO framework_prices (line_id, revision_id, unit_price_fen, from_on, agreed_at)
       SELECT line_id, revision_id, unit_price_fen, price_from, $2 FROM framework_revision_lines
        WHERE revision_id = $1 AND unit_price_fen IS NOT NULL`,
      [revision.id, tx.at],
    );
    await tx.query(
      `UPDATE framework_lines l SET cap_base = r.cap_base FROM framework_revision_lines r
        WHERE r.revision_id = $1 AND r.line_id = l.id AND r.cap_base > l.cap_base`,
      [revision.id],
    );
    await this.book.followQuantities(tx, framework);
  }
}
