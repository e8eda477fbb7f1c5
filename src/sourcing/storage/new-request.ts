import { randomUUID } from 'node:crypto';
import { businessDateOf, type Tx } from '../../platform/index';
import { requestNumber } from '../domain/request-number';
import type { Revised } from './request-revisions';
import type { SourcingRequest } from './sourcing-request.entity';

/** A draft, unless something else is said, with the next number; nothing is written yet. */
export async function newRequest(
  tx: Tx,
  request: Revised &
    Pick<SourcingRequest, 'buyerId' | 'unitId'> &
    Partial<Pick<SourcingRequest, 'state' | 'pooled' | 'publishedAt' | 'reservedOn' | 'reservedFen'>>,
): Promise<SourcingRequest> {
  const [next] = await tx.query<{ n: bigint }>(`SELECT nextval('sourcing_request_numbers') AS n`);
  return {
    id: randomUUID(),
    version: 1,
    number: requestNumber(businessDateOf(tx.at), next?.n ?? 0n),
    state: 'DRAFT',
    submittedBy: null,
    approvedBy: null,
    sentBackNote: null,
    createdAt: tx.at,
    publishedAt: null,
    reservedOn: null,
    reservedFen: 0n,
    reopened: false,
    pooled: false,
    cancelReason: null,
    ...request,
  };
}
