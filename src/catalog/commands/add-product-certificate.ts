import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Files,
  Id,
  ShortText,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { CertificateKindEnum } from '../api/certificate.type';
import { ManagedRecords } from '../api/managed-records';
import { ProductPayload } from '../api/payloads.type';
import { PRODUCTS } from '../api/product.type';
import { catalogRefusals } from '../domain/catalog.refusals';
import { enforceCertificate, type CertificateKind } from '../domain/certificate-match';
import { CertificateHolders } from '../storage/certificate-holders';
import { ProductRows } from '../storage/product-rows';
import { randomUUID } from 'node:crypto';

@InputType()
export class AddProductCertificateInput extends CommandInput {
  @Field(() => Id)
  productId!: string;

  @Field(() => CertificateKindEnum)
  kind!: CertificateKind;

  @Field(() => ShortText)
  number!: string;

  @Field(() => ShortText, { description: 'As printed' })
  holderName!: string;

  @Field(() => ShortText, { description: 'Product named on the certificate' })
  scope!: string;

  @Field(() => BusinessDay)
  validFrom!: string;

  @Field(() => BusinessDay)
  validTo!: string;

  @Field(() => Id, { nullable: true, description: 'The scanned certificate' })
  fileId?: string | null;
}

/** 绿色, 有机 or 地理标志, where it matches holder, product and date. */
@Injectable()
export class AddProductCertificate {
  constructor(
    private readonly commands: Commands,
    private readonly products: ProductRows,
    private readonly holders: CertificateHolders,
    private readonly files: Files,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: AddProductCertificateInput): Promise<Outcome<{ productId: string }>> {
    return this.commands.run({ operation: 'addProductCertificate', actor, input }, async (tx) => {
      const product = await this.products.owned(tx, actor, input.productId, ['productId']);
      const on = businessDateOf(tx.at);
      const holders = await this.holders.namesFor(tx, actor.organizationId, on);
      enforceCertificate(input, { productName: product.name, holders, today: on });
      if (input.fileId) await this.files.attach(tx, actor, [input.fileId], [], ['fileId']);
      const certificateId = randomUUID();
      const added = await tx.query(
        `INSERT INTO product_certificates (id, product_id, kind, number, holder_name, scope, valid_from, valid_to, file_id,
           created_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1) ON CONFLICT DO NOTHING RETURNING id`,
        [
          certificateId,
          product.id,
          input.kind,
          input.number,
          input.holderName,
          input.scope,
          input.validFrom,
          input.validTo,
          input.fileId ?? null,
          tx.at,
        ],
      );
      if (added.length === 0) refuse(catalogRefusals.CERTIFICATE_KNOWN(['number']));
      await this.audit.record(tx, {
        actor,
        action: 'addProductCertificate',
        subjectKind: 'Product',
        subjectId: product.id,
        data: { certificateId, kind: input.kind },
      });
      return { productId: product.id };
    });
  }
}

@Resolver()
export class AddProductCertificateResolver {
  constructor(
    private readonly useCase: AddProductCertificate,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => ProductPayload)
  async addProductCertificate(
    @Args('input') input: AddProductCertificateInput,
    @CurrentActor() actor: Actor,
  ): Promise<ProductPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ productId }) => ({
      product: await this.records.one(PRODUCTS, actor, productId),
    }));
  }
}
