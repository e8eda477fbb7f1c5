import { randomUUID } from 'node:crypto';
import { ReturnedStock } from '../../catalog/index';
import { Organizations, Tasks } from '../../organizations/index';
import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { CASE_GOODS_RECEIVED } from '../domain/case.events';
import { ReturnedGoods } from '../storage/returned-goods.entity';

interface CameBack {
  readonly caseLineId: string;
  readonly caseId: string;
  readonly orderLineId: string;
  readonly lotId: string;
  readonly supplierId: string;
  readonly countyCode: string;
  readonly displayUnit: string;
  readonly quantityBase: bigint;
}

/** What came back leaves what its lot has shipped and waits for the county's word; apart from the money, so that nobody waits for lots while he holds accounts. */
@Reaction({ name: 'book-returned-goods', on: [CASE_GOODS_RECEIVED] })
export class BookReturnedGoods implements Reacts {
  constructor(
    private readonly stock: ReturnedStock,
    private readonly tasks: Tasks,
    private readonly organizations: Organizations,
  ) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const came = await tx.query<CameBack>(
      `SELECT l.id AS "caseLineId", c.id AS "caseId", l.order_line_id AS "orderLineId", l.lot_id AS "lotId",
         c.supplier_id AS "supplierId", l.county_code AS "countyCode", l.display_unit AS "displayUnit",
         l.received_base AS "quantityBase"
       FROM aftersales_case_lines l JOIN aftersales_cases c ON c.id = l.case_id
       WHERE c.id = $1 AND l.received_base > 0 AND NOT EXISTS (SELECT FROM returned_goods r WHERE r.case_line_id = l.id)
       ORDER BY l.id`,
      [String(event.payload['caseId'])],
    );
    await this.stock.takeBack(
      tx,
      came.map(({ lotId, orderLineId, quantityBase, caseLineId }) => ({
        lotId,
        holderId: orderLineId,
        quantityBase,
        shipmentLineId: caseLineId,
      })),
    );
    for (const { orderLineId: _held, ...one } of came) await this.keep(tx, one);
  }

  private async keep(tx: Tx, came: Omit<CameBack, 'orderLineId'>): Promise<void> {
    const id = randomUUID();
    const open = { decidedBy: null, decidedAt: null, note: null };
    await tx.add(ReturnedGoods, { id, version: 1, ...came, state: 'HELD', receivedAt: tx.at, ...open });
    const subject = { subjectKind: 'ReturnedGoods', subjectId: id };
    for (const organizationId of await this.organizations.covering(tx, came.countyCode, 'COUNTY_AGRI'))
      await this.tasks.open(tx, {
        organizationId,
        role: 'COUNTY_AGRI',
        kind: 'DECIDE_RETURNED_GOODS',
        ...subject,
      });
  }
}
