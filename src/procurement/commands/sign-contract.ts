import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { enforce, refuse } from '../../../libs/workflow/src/index';
import { Admissions, Role, SigningPassword, isSamePerson } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  ShortText,
  hasRole,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { OrderPayload } from '../api/order.payload';
import { orderRefusals } from '../domain/order.refusals';
import { signingRules } from '../domain/signing.rules';
import { ContractSigned } from '../storage/contract-signed';
import { Contracts } from '../storage/contracts';
import { OrderBook, type OrderSide } from '../storage/order-book';
import { OrderReader } from '../storage/order-reader';

@InputType()
export class SignContractInput extends ChangeInput {
  @Field(() => Id)
  orderId!: string;

  @Field(() => Id, { description: 'The version that was read' })
  contractId!: string;

  @Field(() => ShortText, { description: 'Its SHA-256' })
  contractSha256!: string;

  @Field(() => ShortText, { description: 'Asked again for a signature' })
  password!: string;
}

/** One side’s signature on the version it has read: the supplier first, then the buyer’s approver. */
@Injectable()
export class SignContract {
  constructor(
    private readonly commands: Commands,
    private readonly signing: SigningPassword,
    private readonly book: OrderBook,
    private readonly contracts: Contracts,
    private readonly admissions: Admissions,
    private readonly signed: ContractSigned,
  ) {}

  execute(actor: Actor, input: SignContractInput): Promise<Outcome<{ orderId: string }>> {
    const before = () => this.signing.confirm(actor, input.password, ['password']);
    return this.commands.run({ operation: 'signContract', actor, input, before }, async (tx) => {
      const sides = sidesOf(actor);
      const { order, side } = await this.book.lockFor(tx, actor, input.orderId, sides);
      tx.expectVersion(order, input.expectedVersion);
      if (order.harvest === 'CUT') refuse(orderRefusals.HARVEST_CUT(['orderId']));
      const contract = await this.contracts.current(tx, order);
      const read = { id: input.contractId, sha256: input.contractSha256 };
      const { placedBy, approvalRequired, approvedBy } = order;
      const placed = await isSamePerson(tx, actor.memberId, [placedBy]);
      enforce(signingRules, { placed, approvalRequired, approvedBy, side, contract, read });
      await this.admissions.requireAdmitted(tx, order.supplierId, ['orderId']);
      const verb = side === 'SUPPLIER' ? 'signAsSupplier' : 'signAsBuyer';
      const changes = side === 'BUYER' ? { contractSignedAt: tx.at } : {};
      const data = { contractId: contract.id, sha256: contract.sha256 };
      const moved = await this.book.move(tx, order, verb, { actor, changes, data });
      await this.contracts.sign(tx, actor, contract, side);
      if (side === 'BUYER') await this.signed.follow(tx, moved, actor);
      return { orderId: order.id };
    });
  }
}

@Resolver()
export class SignContractResolver {
  constructor(
    private readonly useCase: SignContract,
    private readonly orders: OrderReader,
  ) {}

  @Allow(Role.SUPPLIER, Role.BUYER_APPROVER)
  @Mutation(() => OrderPayload)
  async signContract(
    @Args('input') input: SignContractInput,
    @CurrentActor() actor: Actor,
  ): Promise<OrderPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId }) => ({
      order: await this.orders.visibleTo(actor, orderId),
    }));
  }
}

/** The supplier's members sign for the supplier, approvers for the buyer; a clerk's role signs nothing. */
function sidesOf(actor: Actor): OrderSide[] {
  return [
    ...(hasRole(actor, Role.SUPPLIER) ? (['SUPPLIER'] as const) : []),
    ...(hasRole(actor, Role.BUYER_APPROVER) ? (['BUYER'] as const) : []),
  ];
}
