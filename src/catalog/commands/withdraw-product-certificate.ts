import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  businessDateOf,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ManagedRecords } from '../api/managed-records';
import { ProductPayload } from '../api/payloads.type';
import { PRODUCTS } from '../api/product.type';
import { catalogRefusals } from '../domain/catalog.refusals';

@InputType()
export class WithdrawProductCertificateInput extends ChangeInput {
  @Field(() => Id)
  certificateId!: string;
}

/** A certificate that no longer holds is no longer shown nor searched by. */
@Injectable()
export class WithdrawProductCertificate {
  constructor(
    private readonly commands: Commands,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: WithdrawProductCertificateInput): Promise<Outcome<{ productId: string }>> {
    return this.commands.run({ operation: 'withdrawProductCertificate', actor, input }, async (tx) => {
      const [found] = await tx.query<{
        product_id: string;
        supplier_id: string;
        version: number;
        withdrawn_on: string | null;
      }>(
        `SELECT k.product_id, p.supplier_id, k.version, k.withdrawn_on
         FROM product_certificates k JOIN products p ON p.id = k.product_id WHERE k.id = $1 FOR UPDATE OF k`,
        [input.certificateId],
      );
      const platform = actor.organizationKind === 'PLATFORM_OPERATIONS';
      if (!found || !(platform || found.supplier_id === actor.organizationId))
        throw notFound(['certificateId']);
      tx.expectVersion(found, input.expectedVersion);
      if (found.withdrawn_on) refuse(catalogRefusals.CERTIFICATE_WITHDRAWN(['certificateId']));
      await tx.query(
        'UPDATE product_certificates SET withdrawn_on = $2, version = version + 1 WHERE id = $1',
        [input.certificateId, businessDateOf(tx.at)],
      );
      await this.audit.record(tx, {
        actor,
        action: 'withdrawProductCertificate',
        subjectKind: 'Product',
        subjectId: found.product_id,
        data: { certificateId: input.certificateId },
      });
      return { productId: found.product_id };
    });
  }
}

@Resolver()
export class WithdrawProductCertificateResolver {
  constructor(
    private readonly useCase: WithdrawProductCertificate,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER, Role.PLATFORM_OPS)
  @Mutation(() => ProductPayload)
  async withdrawProductCertificate(
    @Args('input') input: WithdrawProductCertificateInput,
    @CurrentActor() actor: Actor,
  ): Promise<ProductPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ productId }) => ({
      product: await this.records.one(PRODUCTS, actor, productId),
    }));
  }
}
