import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import { Pairings } from '../../pairing/index';
import { SlotTakings } from '../../parks/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  RegionCode,
  answer,
  businessDateOf,
  forbidden,
  notFound,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { Regions, liesWithin } from '../../regions/index';
import { ParkRunPayload } from '../api/park-run.type';
import { allocatingRefusals } from '../domain/allocating.refusals';
import { ParkRunReader } from '../storage/park-run-reader';
import { ParkRuns } from '../storage/park-runs';

@InputType()
export class RequestParkRunInput extends CommandInput {
  @Field(() => Id, { nullable: true, description: 'Of one park; or `regionCode`, or `pairingId`' })
  parkId?: string | null;

  @Field(() => RegionCode, { nullable: true, description: 'Of all parks of a region: offices alone' })
  regionCode?: string | null;

  @Field(() => Id, {
    nullable: true,
    description: 'Of enterprises of its east and parks of its west: offices of one of the two sides alone',
  })
  pairingId?: string | null;
}

/** 园区匹配: intents to free slots, carried out beside everything else. Whoever asks sees of it what he may: an office that it was done. */
@Injectable()
export class RequestParkRun {
  constructor(
    private readonly commands: Commands,
    private readonly takings: SlotTakings,
    private readonly regions: Regions,
    private readonly pairings: Pairings,
    private readonly runs: ParkRuns,
  ) {}

  execute(actor: Actor, input: RequestParkRunInput): Promise<Outcome<{ runId: string }>> {
    return this.commands.run({ operation: 'requestParkRun', actor, input }, async (tx) => {
      const { parkId = null, regionCode = null, pairingId = null } = input;
      const named = Object.entries({ parkId, regionCode, pairingId }).filter(([, value]) => value !== null);
      if (named.length !== 1) refuse(allocatingRefusals.PARK_RUN_SCOPE([named.at(-1)?.[0] ?? 'parkId']));
      if (parkId !== null) await this.requirePark(tx, actor, parkId);
      if (regionCode !== null) await this.requireRegion(tx, actor, regionCode);
      if (pairingId !== null) await this.requirePairing(tx, actor, pairingId);
      return { runId: (await this.runs.request(tx, actor, { parkId, regionCode, pairingId })).id };
    });
  }

  /** One’s own, or one in the region of the office. */
  private async requirePark(tx: Tx, actor: Actor, parkId: string): Promise<void> {
    const park = await this.takings.lock(tx, parkId);
    const own = park?.operatorId === actor.organizationId;
    const over =
      actor.organizationKind === 'COLLABORATION_OFFICE' &&
      park !== null &&
      park.open &&
      actor.regionCode !== null &&
      liesWithin(park.countyCode, actor.regionCode);
    if (!own && !over) throw notFound(['parkId']);
    if (!park?.open) refuse(allocatingRefusals.PARK_NOT_OPEN(['parkId']));
  }

  private async requireRegion(tx: Tx, actor: Actor, regionCode: string): Promise<void> {
    if (actor.organizationKind !== 'COLLABORATION_OFFICE' || actor.regionCode === null) throw forbidden();
    const place = await this.regions.place(regionCode, businessDateOf(tx.at), tx);
    if (!place) return refuse(allocatingRefusals.REGION_UNKNOWN(['regionCode']));
    if (!liesWithin(regionCode, actor.regionCode)) throw forbidden();
  }

  /** Of either side, or over it. */
  private async requirePairing(
    tx: Tx,
    { organizationKind, regionCode }: Actor,
    pairingId: string,
  ): Promise<void> {
    const sides = await this.pairings.regionsOf(tx, { pairingId, on: businessDateOf(tx.at) });
    if (!sides) return refuse(allocatingRefusals.PAIRING_NOT_IN_FORCE(['pairingId']));
    const isOffice = organizationKind === 'COLLABORATION_OFFICE' && regionCode !== null;
    if (!isOffice || !Object.values(sides).some((side) => liesWithin(side, regionCode)))
      refuse(allocatingRefusals.PAIRING_OF_OTHERS(['pairingId']));
  }
}

@Resolver()
export class RequestParkRunResolver {
  constructor(
    private readonly useCase: RequestParkRun,
    private readonly runs: ParkRunReader,
  ) {}

  @Allow(Role.PARK_MANAGER, Role.COORD_COUNTY, Role.COORD_CITY, Role.COORD_PROV)
  @Mutation(() => ParkRunPayload)
  async requestParkRun(
    @Args('input') input: RequestParkRunInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkRunPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ runId }) => ({
      run: await this.runs.visibleTo(actor, runId),
    }));
  }
}
