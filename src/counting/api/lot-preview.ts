import { Injectable } from '@nestjs/common';
import { Field, ObjectType } from '@nestjs/graphql';
import { CatalogReader, LotReader } from '../../catalog/index';
import { PairingReader, PairingType } from '../../pairing/index';
import {
  Clock,
  Database,
  Id,
  RememberingReader,
  businessDateOf,
  notFound,
  type Actor,
} from '../../platform/index';
import { reasonText } from '../domain/count-reasons';
import { BOUGHT_PLAINLY, type Judgement } from '../domain/portion';
import { Judge } from '../storage/judge';
import { CountingReason } from './portion.type';
import { CountingSchemeEnum } from './counting-scheme.enum';

@ObjectType({ isAbstract: true })
abstract class Previewed {
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

@ObjectType({ description: 'What one scheme says; schemes that have no say over it are left out' })
export class PreviewedScheme extends Previewed {
  @Field(() => CountingSchemeEnum)
  scheme!: string;

  @Field({ description: 'Id of the rule in force' })
  ruleVersion!: string;
}

@ObjectType({ description: 'What the first scheme says, and beside it every other' })
export class PreviewedLot extends Previewed {
  @Field(() => Id)
  lotId!: string;

  @Field(() => [PreviewedScheme])
  schemes!: PreviewedScheme[];
}

/** Judges lots as if they were settled today for a unit. */
@Injectable()
export class LotPreview {
  constructor(
    private readonly judge: Judge,
    private readonly visible: LotReader,
    private readonly catalog: CatalogReader,
    private readonly pairings: PairingReader,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Throws NOT_FOUND where the caller sees one of the lots nowhere. */
  async of(
    actor: Actor,
    unitId: string,
    lotIds: readonly string[],
    pairingChoice: string | null,
  ): Promise<PreviewedLot[]> {
    for (const lotId of lotIds) await this.visible.visibleTo(actor, lotId);
    return this.ofSeen(unitId, lotIds, pairingChoice);
  }

  /** Lots the caller has been shown: what many of them have in common is asked once. */
  async ofSeen(
    unitId: string,
    lotIds: readonly string[],
    pairingChoice: string | null,
  ): Promise<PreviewedLot[]> {
    const reader = new RememberingReader(this.database);
    const facts = await this.catalog.lotFacts(reader, lotIds);
    const on = businessDateOf(this.clock.now());
    const choices = pairingChoice === null ? [] : [pairingChoice];
    const source = { kind: 'SETTLEMENT_LINE' } as const;
    const portions = lotIds.map((lotId) => {
      const lot = facts.get(lotId);
      if (!lot) throw notFound(['lotIds']);
      const { supplierId, categoryCode, originCountyCode: countyCode } = lot;
      return {
        lotId,
        supplierId,
        categoryCode,
        countyCode,
        unitId,
        choices,
        on,
        how: BOUGHT_PLAINLY,
        source,
      };
    });
    const judged = await this.judge.judgements(reader, portions);
    const ids = judged.flat().flatMap(({ explain }) => explain.pairings);
    const known = await this.pairings.many([...new Set(ids)]);
    return lotIds.map((lotId, index) => previewedLot(lotId, judged[index] ?? [], known));
  }
}

function previewedLot(
  lotId: string,
  judgements: readonly Judgement[],
  known: ReadonlyMap<string, PairingType>,
): PreviewedLot {
  const schemes = judgements.map((judgement) => ({
    ...previewed(judgement, known),
    scheme: judgement.scheme,
    ruleVersion: judgement.ruleVersion,
  }));
  const [first] = schemes;
  if (!first) throw new Error('the first scheme has a say over every lot');
  return { ...first, lotId, schemes };
}

function previewed(
  { scheme, leaf, reasons, explain }: Judgement,
  known: ReadonlyMap<string, PairingType>,
): Omit<PreviewedScheme, 'scheme' | 'ruleVersion'> {
  const choices = explain.pairings.flatMap((id) => known.get(id) ?? []);
  return {
    counts: leaf !== null,
    agreementId: leaf?.agreementId ?? null,
    pairing: (leaf && known.get(leaf.pairingId)) ?? null,
    onOwnLeaf: leaf?.targetLeaf === 'OWN',
    choices: choices.length > 1 ? choices : [],
    reasons: reasons.map((code) => ({ code, ...reasonText(code, scheme) })),
  };
}
