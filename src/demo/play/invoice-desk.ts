import { CaptureInvoice, CaptureRedInvoice, ConfirmInvoice, RejectInvoice } from '../../invoices/index';
import { addDays, startOfBusinessDate, type Actor } from '../../platform/index';
import type { DemoPlan } from '../domain/demo-plan';
import { yuanText } from '../domain/said-amounts';
import type { Cast } from './cast';
import { uploadPaper } from './evidence';
import { done, type Stage } from './stage';

const CAPTURED_AFTER = 2; // days after settlement
const RED_AFTER = 3; // days after a refund
const SINCE_DAYS = 75; // invoices came to the platform that long ago
const NOBODYS_USCC = '91000000000000000K';

/** Of every so many invoices one goes wrong in its own way, as in any year. */
const ODD = { short: [17, 5], otherTitle: [19, 7], unchecked: [13, 3], rejected: [11, 2] } as const;
const isOdd = (n: number, [of, rest]: readonly [number, number]) => n % of === rest;

interface SettledLine {
  readonly orderId: string;
  readonly orderLineId: string;
  readonly supplierId: string;
  readonly buyerId: string;
  readonly enterprise: boolean;
  readonly sellerUscc: string | null;
  readonly buyerUscc: string | null;
  readonly base: bigint;
  readonly baseUnit: string;
  readonly fen: bigint;
  readonly vatFen: bigint;
  /** Of the whole order, on the invoice of its first line. */
  readonly freightFen: bigint;
}

interface Captured {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly buyerId: string;
}

interface Refunded {
  readonly refundId: string;
  readonly invoiceId: string;
  readonly lineId: string;
  readonly supplierId: string;
  readonly fen: bigint;
  readonly taxFen: bigint;
}

/** 发票: suppliers send theirs after settlement, buyers check them, and refunds bring red-letter ones. */
export class InvoiceDesk {
  private issued = 0;
  private since: string | null = null;

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly plan: DemoPlan,
  ) {}

  async play(day: string): Promise<void> {
    await this.check(day);
    if (day < (await this.firstDay())) return;
    const settled = await this.settledOn(addDays(day, -CAPTURED_AFTER));
    const numbered = settled.map((line) => ({ line, n: ++this.issued }));
    await this.stage.together(numbered, ({ line, n }) => this.capture(line, n, day));
    const refunded = await this.refundedOn(addDays(day, -RED_AFTER));
    await this.stage.together(
      refunded.map((one) => ({ one, n: ++this.issued })),
      ({ one, n }) => this.takeBack(one, n, day),
    );
  }

  /** From the first day any rule asks for them, or some weeks before the present. */
  private async firstDay(): Promise<string> {
    if (this.since) return this.since;
    const rule = await this.stage.database.one<{ day: string }>(
      `SELECT min(valid_from) AS day FROM rule_facts WHERE key = 'INVOICE_REQUIRED_TO_COUNT' AND value = '1'`,
    );
    const [first = ''] = [addDays(this.plan.lastDay, -SINCE_DAYS), rule?.day ?? this.plan.lastDay].toSorted();
    this.since = first;
    return first;
  }

  private async capture(line: SettledLine, n: number, day: string): Promise<void> {
    const supplier = this.memberOf(line.supplierId, 'admin');
    const number = invoiceNumber(n);
    const fen = isOdd(n, ODD.short) ? line.fen - line.fen / 10n : line.fen;
    const tax = yuanText(line.enterprise && fen === line.fen ? line.vatFen : 0n);
    const input = {
      idempotencyKey: `demo-invoice-${n}`,
      kind: line.enterprise ? ('ORDINARY' as const) : ('PRODUCE_SALE' as const),
      number,
      issuedOn: day,
      sellerUscc: line.sellerUscc,
      buyerUscc: isOdd(n, ODD.otherTitle) ? NOBODYS_USCC : line.buyerUscc,
      amount: yuanText(fen + line.freightFen),
      tax,
      fileIds: [await uploadPaper(this.stage, supplier, `SHILI-FAPIAO-${n}`)],
      lines: [
        {
          orderId: line.orderId,
          orderLineId: line.orderLineId,
          quantity: { value: String(line.base), unit: line.baseUnit },
          amount: yuanText(fen),
          tax,
        },
        ...freightOf(line),
      ],
    };
    await done(`captureInvoice ${n}`, this.stage.use(CaptureInvoice).execute(supplier, input));
  }

  /** The buyer's clerk holds those of the days before against what was delivered. */
  private async check(day: string): Promise<void> {
    const waiting = await this.stage.database.query<Captured>(
      `SELECT id, version, number, buyer_id AS "buyerId" FROM invoices WHERE state = 'CAPTURED' AND captured_at < $1 ORDER BY number`,
      [startOfBusinessDate(day)],
    );
    const checked = waiting.filter(({ number }) => !isOdd(Number(number.slice(4)), ODD.unchecked));
    await this.stage.together(checked, async ({ id, version, number, buyerId }) => {
      const clerk = this.memberOf(buyerId, 'clerk');
      const input = { idempotencyKey: `demo-invoice-checked-${id}`, invoiceId: id, expectedVersion: version };
      if (isOdd(Number(number.slice(4)), ODD.rejected)) {
        const note = '示例意见：票面货物名称与合同不一致，请重新开具。';
        await done(
          `rejectInvoice ${number}`,
          this.stage.use(RejectInvoice).execute(clerk, { ...input, note }),
        );
      } else await done(`confirmInvoice ${number}`, this.stage.use(ConfirmInvoice).execute(clerk, input));
    });
  }

  private async takeBack(one: Refunded, n: number, day: string): Promise<void> {
    const supplier = this.memberOf(one.supplierId, 'admin');
    const amounts = { amount: yuanText(one.fen), tax: yuanText(one.taxFen) };
    const input = {
      idempotencyKey: `demo-red-invoice-${one.refundId}`,
      originalId: one.invoiceId,
      number: invoiceNumber(n),
      issuedOn: day,
      ...amounts,
      fileIds: [await uploadPaper(this.stage, supplier, `SHILI-HONGZI-${n}`)],
      lines: [{ invoiceLineId: one.lineId, quantity: null, ...amounts }],
    };
    await done(`captureRedInvoice ${n}`, this.stage.use(CaptureRedInvoice).execute(supplier, input));
  }

  private settledOn(day: string): Promise<SettledLine[]> {
    return this.stage.database.query<SettledLine>(
      `SELECT o.id AS "orderId", s.order_line_id AS "orderLineId",
         CASE WHEN row_number() OVER (PARTITION BY o.id ORDER BY s.order_line_id) = 1 THEN t.freight_fen ELSE 0 END::bigint AS "freightFen", o.supplier_id AS "supplierId", o.buyer_id AS "buyerId",
         seller.kind = 'ENTERPRISE' AS enterprise, seller.uscc AS "sellerUscc", buyer.uscc AS "buyerUscc",
         sum(s.accepted_base)::bigint AS base, p.base_unit AS "baseUnit", sum(s.goods_fen)::bigint AS fen, sum(s.vat_fen)::bigint AS "vatFen"
       FROM settlements t JOIN orders o ON o.id = t.order_id JOIN settlement_lines s ON s.settlement_id = t.id
       JOIN order_lines l ON l.id = s.order_line_id JOIN products p ON p.id = l.product_id
       JOIN organizations seller ON seller.id = o.supplier_id JOIN organizations buyer ON buyer.id = o.buyer_id
       WHERE t.settled_on = $1 GROUP BY o.id, t.id, s.order_line_id, seller.id, buyer.id, p.base_unit HAVING sum(s.goods_fen) > 0 ORDER BY o.number, 2`,
      [day],
    );
  }

  /** Goods that were refunded and whose invoice the buyer has confirmed. */
  private refundedOn(day: string): Promise<Refunded[]> {
    return this.stage.database.query<Refunded>(
      `SELECT r.id AS "refundId", i.id AS "invoiceId", b.id AS "lineId", i.seller_id AS "supplierId", r.fen, (b.tax_fen * r.fen / b.fen)::bigint AS "taxFen"
       FROM settled_line_refunds r JOIN settlement_lines s ON s.id = r.settlement_line_id
       JOIN invoice_lines b ON b.order_line_id = s.order_line_id AND b.fen >= r.fen JOIN invoices i ON i.id = b.invoice_id AND i.state = 'CONFIRMED'
       WHERE (r.refunded_at AT TIME ZONE 'Asia/Shanghai')::date = $1 ORDER BY i.number`,
      [day],
    );
  }

  private memberOf(organizationId: string, duty: 'admin' | 'clerk'): Actor {
    const member = this.cast.memberOf(organizationId, [duty]);
    if (!member) throw new Error(`${organizationId} has nobody of the cast as its ${duty}`);
    return member;
  }
}

const freightOf = ({ orderId, freightFen }: SettledLine) =>
  freightFen > 0n ? [{ orderId, amount: yuanText(freightFen), tax: yuanText(0n) }] : [];

/** Twenty digits, as electronic invoices have them. */
const invoiceNumber = (n: number) => `2653${String(n).padStart(16, '0')}`;
