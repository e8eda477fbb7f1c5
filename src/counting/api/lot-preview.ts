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
    const facts = await this.catalog.lotFacts(this.database, [...lotIds]);
    const lots = [];
    for (const lotId of lotIds) {
      await this.visible.visibleTo(actor, lotId);
      const lot = facts.get(lotId);
      if (!lot) throw notFound(['lotIds']);
      lots.push({ lotId, countyCode: lot.originCountyCode });
    }
    return this.ofSeen(unitId, lots, pairingChoice);
  }

  /** Lots the caller has been shown: what many of them have in common is asked once. */
  async ofSeen(
    unitId: string,
    lots: readonly { lotId: string; countyCode: string }[],
    pairingChoice: string | null,
  ): Promise<PreviewedLot[]> {
    const reader = new RememberingReader(this.database);
    const on = businessDateOf(this.clock.now());
    const lotIds = lots.map(({ lotId }) => lotId);
    const obstacles = await this.judge.obstacles(reader, lotIds, on);
    const judged = await Promise.all(
      lots.map(async (lot) => {
        const choices = pairingChoice === null ? [] : [pairingChoice];
        const portion = { ...lot, unitId, choices, on, how: BOUGHT_PLAINLY };
        return { lotId: lot.lotId, judgement: await this.judge.judge(reader, portion, obstacles) };
      }),
    );
    const ids = judged.flatMap(({ judgement }) => judgement.explain.pairings);
    const known = await this.pairings.many([...new Set(ids)]);
    return judged.map(({ lotId, judgement }) => previewed(lotId, judgement, known));
  }
}

function previewed(
  lotId: string,
  { leaf, reasons, explain }: Judgement,
  known: ReadonlyMap<string, PairingType>,
): PreviewedLot {
  const choices = explain.pairings.flatMap((id) => known.get(id) ?? []);
  return {
    lotId,
    counts: leaf !== null,
    agreementId: leaf?.agreementId ?? null,
    pairing: (leaf && known.get(leaf.pairingId)) ?? null,
    onOwnLeaf: leaf?.targetLeaf === 'OWN',
    choices: choices.length > 1 ? choices : [],
    reasons: reasons.map((code) => ({ code, ...reasonText(code) })),
  };
}
