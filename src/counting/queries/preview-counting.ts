import { Args, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { CatalogReader } from '../../catalog/index';
import { Organizations, Role } from '../../organizations/index';
import { PairingReader, PairingType } from '../../pairing/index';
import {
  Allow,
  Clock,
  CurrentActor,
  Database,
  Id,
  badInput,
  businessDateOf,
  notFound,
  type Actor,
} from '../../platform/index';
import { CountingReason } from '../api/portion.type';
import { reasonText } from '../domain/count-reasons';
import { Judge } from '../storage/judge';

const LARGEST_BASKET = 50;

@ObjectType()
export class PreviewedLot {
  @Field(() => Id)
  lotId!: string;

  @Field({ description: 'Would count if it were settled today' })
  counts!: boolean;

  @Field(() => Id, { nullable: true, description: 'The agreement it would count toward' })
  agreementId!: string | null;

  @Field(() => PairingType, { nullable: true })
  pairing!: PairingType | null;

  @Field({ description: '本级: it would stand on the agreement’s own leaf' })
  onOwnLeaf!: boolean;

  @Field(() => [PairingType], { description: 'Equally close pairings: choose one at placement' })
  choices!: PairingType[];

  @Field(() => [CountingReason])
  reasons!: CountingReason[];
}

@ObjectType({ description: 'Toward which agreement a basket would count, or why not; judged as of today' })
export class CountingPreview {
  @Field(() => [PreviewedLot])
  lots!: PreviewedLot[];
}

@Resolver()
export class PreviewCounting {
  constructor(
    private readonly judge: Judge,
    private readonly organizations: Organizations,
    private readonly catalog: CatalogReader,
    private readonly pairings: PairingReader,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Query(() => CountingPreview)
  async countingPreview(
    @Args('unitId', { type: () => Id }) unitId: string,
    @Args('lotIds', { type: () => [Id] }) lotIds: string[],
    @Args('pairingChoice', { type: () => Id, nullable: true }) pairingChoice: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<CountingPreview> {
    const distinct = [...new Set(lotIds)];
    if (distinct.length === 0 || distinct.length > LARGEST_BASKET)
      throw badInput(['lotIds'], { zh: `1–${LARGEST_BASKET} 个批次`, en: `1 to ${LARGEST_BASKET} lots` });
    await this.organizations.requireOwnUnit(this.database, actor, unitId, ['unitId']);
    const facts = await this.catalog.lotFacts(this.database, distinct);
    const lots: PreviewedLot[] = [];
    for (const lotId of distinct) {
      const lot = facts.get(lotId);
      if (!lot) throw notFound(['lotIds']);
      lots.push(await this.preview({ unitId, lotId, countyCode: lot.originCountyCode, pairingChoice }));
    }
    return { lots };
  }

  private async preview(asked: {
    unitId: string;
    lotId: string;
    countyCode: string;
    pairingChoice: string | null;
  }): Promise<PreviewedLot> {
    const on = businessDateOf(this.clock.now());
    const { leaf, reasons, explain } = await this.judge.judge(this.database, {
      ...asked,
      on,
      automatic: false,
    });
    const known = await this.pairings.many(explain.pairings);
    const choices = explain.pairings.flatMap((id) => known.get(id) ?? []);
    return {
      lotId: asked.lotId,
      counts: leaf !== null,
      agreementId: leaf?.agreementId ?? null,
      pairing: (leaf && known.get(leaf.pairingId)) ?? null,
      onOwnLeaf: leaf?.targetLeaf === 'OWN',
      choices: choices.length > 1 ? choices : [],
      reasons: reasons.map((code) => ({ code, ...reasonText(code) })),
    };
  }
}
