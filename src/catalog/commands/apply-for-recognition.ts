import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  NoteText,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { ManagedRecords } from '../api/managed-records';
import { RecognitionPayload } from '../api/payloads.type';
import { RECOGNITIONS } from '../api/recognition.type';
import { catalogRefusals } from '../domain/catalog.refusals';
import { fenOf } from '../domain/said-amounts';
import { CatalogWork } from '../storage/catalog-work';
import { newRecognition } from '../storage/new-recognition';
import { ProductRows } from '../storage/product-rows';
import { RecognitionSteps } from '../storage/recognition-steps';

@InputType()
export class ApplyForRecognitionInput extends CommandInput {
  @Field(() => Id)
  productId!: string;

  @Field(() => MoneyInput, { description: '商品价值量: what can be sold of it in a year' })
  annualValue!: MoneyInput;

  @Field(() => NoteText, { description: '联农带农: how farmers benefit' })
  linkageStatement!: string;
}

/** The supplier asks for its product to be recognised. */
@Injectable()
export class ApplyForRecognition {
  constructor(
    private readonly commands: Commands,
    private readonly products: ProductRows,
    private readonly regions: Regions,
    private readonly recognitions: RecognitionSteps,
    private readonly work: CatalogWork,
  ) {}

  execute(actor: Actor, input: ApplyForRecognitionInput): Promise<Outcome<{ recognitionId: string }>> {
    return this.commands.run({ operation: 'applyForRecognition', actor, input }, async (tx) => {
      const product = await this.products.owned(tx, actor, input.productId, ['productId']);
      const annualValueFen = fenOf(input.annualValue, ['annualValue']);
      const today = businessDateOf(tx.at);
      await this.products.requireOrigin(tx, product, today, ['productId']);
      const county = product.originCountyCode;
      const rule = await this.regions.rule('RECOGNITION_MINIMUM_VALUE', today, county, tx);
      if (annualValueFen < BigInt(wholeNumberOf(rule)) * 100n)
        refuse(catalogRefusals.RECOGNITION_VALUE_TOO_LOW({ minimum: rule.value }, ['annualValue']));
      const recognition = newRecognition(
        product,
        { annualValueFen, linkageStatement: input.linkageStatement },
        tx.at,
      );
      await this.recognitions.apply(tx, actor, recognition);
      await this.work.forCounty(tx, county, Role.COUNTY_REVITAL, {
        kind: 'CERTIFY_RECOGNITION',
        subjectKind: 'Recognition',
        subjectId: recognition.id,
      });
      return { recognitionId: recognition.id };
    });
  }
}

@Resolver()
export class ApplyForRecognitionResolver {
  constructor(
    private readonly useCase: ApplyForRecognition,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => RecognitionPayload)
  async applyForRecognition(
    @Args('input') input: ApplyForRecognitionInput,
    @CurrentActor() actor: Actor,
  ): Promise<RecognitionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recognitionId }) => ({
      recognition: await this.records.one(RECOGNITIONS, actor, recognitionId),
    }));
  }
}
