import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Database, type RequestScope } from '../../platform/index';
import type { OrderRow } from '../storage/order-reader';
import { OrderContractType, type ContractSignatureType } from './contract.type';
import { OrderType } from './order.type';

type ContractRow = Omit<OrderContractType, 'signatures'> & { orderId: string };
type SignatureRow = ContractSignatureType & { contractId: string };

const CONTRACTS = `
  SELECT c.id, c.order_id AS "orderId", c.version, c.text, c.sha256, '/contracts/' || c.id AS "downloadPath",
    c.audit_head AS "auditHead", c.created_at AS "createdAt"
  FROM order_contracts c JOIN orders o ON o.id = c.order_id AND o.contract_version = c.version
  WHERE c.order_id = ANY($1::uuid[])`;
const SIGNATURES = `
  SELECT contract_id AS "contractId", side, member_id AS "memberId", organization_id AS "organizationId",
    signed_at AS "signedAt", audit_head AS "auditHead"
  FROM order_signatures WHERE order_id = ANY($1::uuid[]) AND voided_at IS NULL ORDER BY signed_at, side DESC`;

@Resolver(() => OrderType)
export class ContractFields {
  constructor(private readonly database: Database) {}

  @ResolveField(() => OrderContractType)
  contract(@Parent() order: OrderRow, @Context('scope') scope: RequestScope): Promise<OrderContractType> {
    return scope
      .loader(this, () => new DataLoader((ids: readonly string[]) => this.load(ids)))
      .load(order.id);
  }

  private async load(orderIds: readonly string[]): Promise<(OrderContractType | Error)[]> {
    const contracts = await this.database.query<ContractRow>(CONTRACTS, [orderIds]);
    const signatures = await this.database.query<SignatureRow>(SIGNATURES, [orderIds]);
    return orderIds.map((id) => {
      const contract = contracts.find((row) => row.orderId === id);
      if (!contract) return new Error(`order ${id} has no contract`);
      return { ...contract, signatures: signatures.filter((row) => row.contractId === contract.id) };
    });
  }
}
