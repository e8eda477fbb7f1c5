import { AddParkSlot, ConfirmPark, RegisterPark } from '../../parks/index';
import { addDays } from '../../platform/index';
import { capacitiesOf, type PlannedPark, type PlannedSlot } from '../domain/park-plan';
import { yuanText } from '../domain/said-amounts';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

const LASTS_DAYS = 20 * 365;

/** 产业园区: operators register parks with their slots, and the office of the province confirms what they say. */
export class ParkDesk {
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly parks: readonly PlannedPark[],
  ) {}

  async play(day: string): Promise<void> {
    const today = this.parks.filter(({ registeredOn }) => registeredOn === day);
    await this.stage.together(today, (park) => this.open(park));
  }

  idOf(key: string): string {
    const id = this.ids.get(key);
    if (!id) throw new Error(`the park ${key} is not registered`);
    return id;
  }

  private async open(park: PlannedPark): Promise<void> {
    const { key, westOffice } = park;
    const operator = this.cast.as(key);
    const said = {
      idempotencyKey: `demo-park-${key}`,
      countyCode: park.siteCode,
      homeCountyCode: park.kind === 'ENCLAVE' ? park.countyCode : null,
    };
    const registered = this.stage
      .use(RegisterPark)
      .execute(operator, { ...said, terms: await this.terms(park) });
    const { parkId } = await done(`registerPark ${key}`, registered);
    const confirmed = this.stage.use(ConfirmPark).execute(this.cast.as(westOffice, 'coord'), {
      idempotencyKey: `demo-park-confirm-${key}`,
      parkId,
      expectedVersion: await this.versionOf(parkId),
    });
    await done(`confirmPark ${key}`, confirmed);
    this.ids.set(key, parkId);
    for (const slot of park.slots) await this.addSlot(park, parkId, slot);
  }

  private async terms(park: PlannedPark) {
    const [county] = await this.stage.database.query<{ longitude: string | null; latitude: string | null }>(
      'SELECT longitude::text, latitude::text FROM divisions WHERE code = $1 AND longitude IS NOT NULL LIMIT 1',
      [park.siteCode],
    );
    return {
      name: park.name,
      kind: park.kind,
      longitude: county?.longitude ?? '104.00',
      latitude: county?.latitude ?? '30.00',
      validFrom: park.registeredOn,
      validTo: addDays(park.registeredOn, LASTS_DAYS),
      labour: { workers: park.workers, withinKm: 30 },
      capacities: capacitiesOf(park),
      wantedIndustries: ['13', '14', '18', '39'],
      excludedIndustries: ['25'],
      partners:
        park.kind === 'GENERAL'
          ? []
          : [{ organizationId: this.cast.idOf(park.eastOffice), fromOn: park.registeredOn, untilOn: null }],
      markets: [{ kind: 'CITY' as const, name: park.pair.east.name, km: 1_200 }],
    };
  }

  private async addSlot(park: PlannedPark, parkId: string, slot: PlannedSlot): Promise<void> {
    const land = slot.kind === 'LAND';
    const input = {
      idempotencyKey: `demo-slot-${park.key}-${slot.code}`,
      parkId,
      expectedVersion: await this.versionOf(parkId),
      code: slot.code,
      kind: slot.kind,
      terms: {
        capacities: [
          { resource: land ? 'LAND' : 'FLOOR', capacity: slot.m2 },
          { resource: 'POWER', capacity: slot.powerKva },
          { resource: 'WATER', capacity: slot.waterM3 },
        ],
        price: yuanText(slot.priceFen),
        priceBasis: land ? ('M2_ONCE' as const) : ('M2_MONTH' as const),
        ...(land ? {} : { leaseFromMonths: 36, leaseToMonths: 120, rentFreeMonths: 6 }),
        availableFrom: addDays(park.registeredOn, 30),
      },
    };
    const added = this.stage.use(AddParkSlot).execute(this.cast.as(park.key), input);
    await done(`addParkSlot ${park.key} ${slot.code}`, added);
  }

  private async versionOf(parkId: string): Promise<number> {
    const row = await this.stage.database.one<{ version: number }>(
      'SELECT version FROM parks WHERE id = $1',
      [parkId],
    );
    return row?.version ?? 0;
  }
}
