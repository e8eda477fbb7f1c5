import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { businessDateOf, type Tx } from '../../platform/index';
import type { CaseKind } from '../domain/case-kinds';
import type { AfterSalesCase, CaseLine } from './case.entity';

export interface SettledOrder {
  readonly id: string;
  readonly buyerId: string;
  readonly unitId: string;
  readonly unitRegionCode: string;
  readonly supplierId: string;
  readonly settledOn: string;
}

/** A settled line, which is one lot. */
export interface SettledPart {
  readonly settlementLineId: string;
  readonly orderLineId: string;
  readonly lotId: string;
  readonly countyCode: string;
  readonly displayUnit: string;
  readonly acceptedBase: bigint;
  readonly acceptedAt: Date;
}

/** Orders whose goods are accepted and paid, as cases stand on them. */
@Injectable()
export class SettledOrders {
  /** Null: not there, or not settled. */
  async find(tx: Tx, orderId: string): Promise<SettledOrder | null> {
    const [row] = await tx.query<SettledOrder>(
      `SELECT o.id, o.buyer_id AS "buyerId", o.unit_id AS "unitId", u.region_code AS "unitRegionCode",
         o.supplier_id AS "supplierId", t.settled_on AS "settledOn"
       FROM orders o JOIN settlements t ON t.order_id = o.id JOIN organizations u ON u.id = o.unit_id WHERE o.id = $1`,
      [orderId],
    );
    return row ?? null;
  }

  parts(tx: Tx, orderId: string): Promise<SettledPart[]> {
    return tx.query<SettledPart>(
      `SELECT s.id AS "settlementLineId", s.order_line_id AS "orderLineId", l.lot_id AS "lotId",
         l.origin_county_code AS "countyCode", l.display_unit AS "displayUnit", s.accepted_base AS "acceptedBase",
         h.accepted_at AS "acceptedAt"
       FROM settlement_lines s JOIN order_lines l ON l.id = s.order_line_id
       JOIN acceptance_lines a ON a.id = s.acceptance_line_id JOIN acceptances h ON h.id = a.acceptance_id
       WHERE s.order_id = $1 ORDER BY s.id`,
      [orderId],
    );
  }

  /** What people call a case: SH20260709-000123. */
  async nextNumber(tx: Tx): Promise<string> {
    const [row] = await tx.query<{ n: bigint }>(`SELECT nextval('aftersales_case_numbers') AS n`);
    return `SH${businessDateOf(tx.at).replaceAll('-', '')}-${String(row?.n ?? 0n).padStart(6, '0')}`;
  }
}

export function newCase(
  tx: Tx,
  order: SettledOrder,
  number: string,
  kind: CaseKind,
): Omit<AfterSalesCase, 'openedBy' | 'dueOn'> {
  const { id: orderId, buyerId, unitId, unitRegionCode, supplierId } = order;
  return {
    id: randomUUID(),
    version: 1,
    number,
    orderId,
    buyerId,
    unitId,
    unitRegionCode,
    supplierId,
    kind,
    state: 'OPEN',
    recallId: null,
    openedAt: tx.at,
    reminded: false,
    offered: null,
    escalatedAt: null,
    late: false,
    awardProposedBy: null,
    awardProposedAt: null,
    awardDecidedBy: null,
    returnSentAt: null,
    returnCarrier: null,
    returnTrackingNo: null,
    returnReceivedAt: null,
    closedAt: null,
  };
}

export function newLine(
  id: string,
  caseId: string,
  part: SettledPart,
): Omit<CaseLine, 'claimedFen' | 'claimedBase' | 'liveFen'> {
  const { settlementLineId, orderLineId, lotId, countyCode, displayUnit } = part;
  return {
    id,
    caseId,
    settlementLineId,
    orderLineId,
    lotId,
    countyCode,
    displayUnit,
    offeredFen: null,
    offeredReturnBase: null,
    awardedFen: null,
    awardedReturnBase: null,
    receivedBase: null,
    refundedFen: 0n,
    refundId: null,
  };
}
