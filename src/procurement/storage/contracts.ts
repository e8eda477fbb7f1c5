import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Organizations, isSamePerson, type Organization } from '../../organizations/index';
import { AuditChain, sha256Of, businessDateOf, type Actor, type Tx } from '../../platform/index';
import { fullNameOf, Regions } from '../../regions/index';
import { contractRefusals } from '../domain/contract.refusals';
import { contractText, type ContractFacts } from '../domain/contract-text';
import { Contract, ContractSignature, type ContractSide } from './contract.entity';
import { ContractGoods } from './contract-goods';
import { agreedFreight } from './order-book';
import type { OrderLine } from './order-line.entity';
import { OrderRules } from './order-rules';
import type { Order } from './order.entity';

export interface ContractedOrder {
  readonly order: Order;
  readonly lines: readonly OrderLine[];
}

/** Who the parties are, and where the audit chain stands. */
export interface ContractGrounds {
  readonly parties: ReadonlyMap<string, Organization>;
  readonly auditHead: string;
}

/** Freezes contract texts and keeps the signatures on them. */
@Injectable()
export class Contracts {
  constructor(
    private readonly organizations: Organizations,
    private readonly regions: Regions,
    private readonly rules: OrderRules,
    private readonly chain: AuditChain,
    private readonly goods: ContractGoods,
  ) {}

  /** Freezes the text of the order's present version. */
  async drawUp(tx: Tx, order: Order, lines: readonly OrderLine[]): Promise<Contract> {
    const { buyerId, unitId, supplierId, agentId } = order;
    const grounds = await this.groundsOf(tx, [buyerId, unitId, supplierId, ...(agentId ? [agentId] : [])]);
    const [contract] = await this.draft(tx, [{ order, lines }], grounds);
    if (!contract) throw new Error('one order has one contract');
    await tx.add(Contract, contract);
    return contract;
  }

  async groundsOf(tx: Tx, partyIds: readonly string[]): Promise<ContractGrounds> {
    const [parties, auditHead] = await Promise.all([
      this.organizations.many(tx, partyIds),
      this.chain.head(tx),
    ]);
    return { parties, auditHead };
  }

  /** The contracts of several orders, in their order; nothing is written. */
  async draft(tx: Tx, placed: readonly ContractedOrder[], grounds: ContractGrounds): Promise<Contract[]> {
    const { auditHead } = grounds;
    const contracts: Contract[] = [];
    for (const { order, lines } of placed) {
      const text = contractText(await this.factsOf(tx, order, lines, grounds));
      const { id: orderId, contractVersion: version } = order;
      const sha256 = sha256Of(text);
      contracts.push({ id: randomUUID(), orderId, version, text, sha256, auditHead, createdAt: tx.at });
    }
    return contracts;
  }

  async current(tx: Tx, order: Order): Promise<Contract> {
    const where = { orderId: order.id, version: order.contractVersion };
    return tx.manager.findOneOrFail(Contract, { where });
  }

  async sign(tx: Tx, actor: Actor, contract: Contract, side: ContractSide): Promise<ContractSignature> {
    const given = await tx.query<{ member: string }>(
      'SELECT member_id AS member FROM order_signatures WHERE order_id = $1 AND voided_at IS NULL',
      [contract.orderId],
    );
    const others = given.map(({ member }) => member);
    if (await isSamePerson(tx, actor.memberId, others))
      refuse(contractRefusals.SAME_PERSON_SIGNS(['orderId']));
    const signature: ContractSignature = {
      id: randomUUID(),
      orderId: contract.orderId,
      contractId: contract.id,
      contractVersion: contract.version,
      contractSha256: contract.sha256,
      side,
      memberId: actor.memberId,
      organizationId: actor.organizationId,
      auditHead: await this.chain.head(tx),
      signedAt: tx.at,
      voidedAt: null,
    };
    await tx.add(ContractSignature, signature);
    return signature;
  }

  /** Any change voids the signatures of both sides; says how many there were. */
  async voidSignatures(tx: Tx, orderId: string): Promise<number> {
    const voided = await tx.query(
      'UPDATE order_signatures SET voided_at = $2 WHERE order_id = $1 AND voided_at IS NULL RETURNING id',
      [orderId, tx.at],
    );
    return voided.length;
  }

  private async factsOf(
    tx: Tx,
    order: Order,
    lines: readonly OrderLine[],
    { parties: known, auditHead }: ContractGrounds,
  ): Promise<ContractFacts> {
    const on = businessDateOf(tx.at);
    const { goodsFen, vatFen, freightFen, toleranceBp, deliveryOn, placedOn } = order;
    const { quoteVersionId, frameworkId } = order;
    const { terms, depositPercent, restDue, instalments } = order;
    return {
      orderNumber: order.number,
      version: order.contractVersion,
      buyer: await this.party(tx, known.get(order.buyerId), on),
      unitName: known.get(order.unitId)?.name ?? '',
      supplier: await this.party(tx, known.get(order.supplierId), on),
      agent: order.agentId ? await this.party(tx, known.get(order.agentId), on) : null,
      lines: await this.goods.of(tx, lines, on),
      goodsFen,
      vatFen,
      freightFen,
      plan: { terms, depositPercent, restDue, instalments },
      toleranceBp,
      deliveryOn,
      freightAgreed: agreedFreight(order),
      // Later steps go by the rules of the day of placement, whenever the text is drawn up anew.
      paymentDays: await this.rules.paymentDays(tx, order),
      autoAcceptanceDays: await this.rules.days(tx, 'AUTO_ACCEPTANCE_DAYS', placedOn),
      cutAnswerDays: await this.rules.days(tx, 'HARVEST_CUT_ANSWER_DAYS', placedOn),
      deliveryPlace: await this.placeName(tx, order.deliveryCounty, deliveryOn),
      drawnUpOn: on,
      quoteVersionId,
      frameworkId,
      auditHead,
    };
  }

  private async party(tx: Tx, organization: Organization | undefined, on: string) {
    if (!organization) throw new Error('an order names an organization that does not exist');
    const { name, uscc, regionCode } = organization;
    return { name, uscc, regionName: await this.placeName(tx, regionCode, on) };
  }

  private async placeName(tx: Tx, code: string, on: string): Promise<string> {
    const place = await this.regions.place(code, on, tx);
    return place ? fullNameOf(place) : code;
  }
}
