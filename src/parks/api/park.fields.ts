import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { OrganizationNames } from '../../organizations/index';
import { CurrentActor, ShortText, badInput, type Actor, type RequestScope } from '../../platform/index';
import { industries } from '../../regions/index';
import { parkResourceOf } from '../data/park-resources';
import { degreesOf } from '../domain/coordinates';
import { industryFit, type IndustryFit } from '../domain/industry-fit';
import type { ResourceCapacity } from '../domain/resources';
import {
  ParkReader,
  type ClosingRow,
  type FileRow,
  type ParkPart,
  type ParkRow,
  type PolicyRow,
  type ResourceRow,
  type WordingRow,
} from '../storage/park-reader';
import { IndustryFitEnum } from './enums';
import {
  ParkClosingType,
  ParkFileType,
  ParkPolicyType,
  ParkResourceType,
  ParkType,
  ParkWordingType,
  type ResourceCapacityType,
} from './park.type';

/** What stands on a park beside its own row: one statement for all parks of an answer. */
@Resolver(() => ParkType)
export class ParkFields {
  constructor(
    private readonly reader: ParkReader,
    private readonly names: OrganizationNames,
  ) {}

  @ResolveField(() => String)
  operatorName(@Parent() { operatorId }: ParkRow, @Context('scope') scope: RequestScope): Promise<string> {
    return this.names.of(scope, operatorId);
  }

  @ResolveField(() => ParkWordingType, { nullable: true, description: 'What is confirmed of it' })
  async current(
    @Parent() park: ParkRow,
    @Context('scope') scope: RequestScope,
  ): Promise<ParkWordingType | null> {
    const rows = await this.load<WordingRow>(scope, 'wordings', park);
    const row = rows.find(({ number }) => number === park.wording);
    return row ? this.shown(scope, row, park) : null;
  }

  @ResolveField(() => [ParkWordingType], {
    description:
      'All that was confirmed, in order; for the operator, the offices over its county and the platform also what was not',
  })
  async wordings(@Parent() park: ParkRow, @Context('scope') scope: RequestScope): Promise<ParkWordingType[]> {
    const rows = await this.load<WordingRow>(scope, 'wordings', park);
    const seen = rows.filter(({ state }) => park.inside || state === 'CONFIRMED');
    return Promise.all(seen.map((row) => this.shown(scope, row, park)));
  }

  @ResolveField(() => [ParkResourceType], { description: 'Of what is confirmed' })
  async resources(
    @Parent() park: ParkRow,
    @Context('scope') scope: RequestScope,
  ): Promise<ParkResourceType[]> {
    const rows = await this.load<ResourceRow>(scope, 'resources', park);
    return rows.map(({ resource, capacity, slotted }) =>
      Object.assign(capacityShown(scope, { resource, capacity }), { slotted, left: capacity - slotted }),
    );
  }

  @ResolveField(() => [ParkFileType])
  files(@Parent() park: ParkRow, @Context('scope') scope: RequestScope): Promise<ParkFileType[]> {
    return this.load<FileRow>(scope, 'files', park);
  }

  @ResolveField(() => [ParkPolicyType], { description: 'All that were recorded, the newest first' })
  policies(@Parent() park: ParkRow, @Context('scope') scope: RequestScope): Promise<ParkPolicyType[]> {
    return this.load<PolicyRow>(scope, 'policies', park);
  }

  @ResolveField(() => [ParkClosingType], {
    description: 'That it is closed; what is proposed, for its operator, the platform and the offices',
  })
  async closings(
    @Parent() park: ParkRow,
    @CurrentActor() { organizationKind }: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<ParkClosingType[]> {
    const rows = await this.load<ClosingRow>(scope, 'closings', park);
    const all = park.inside || organizationKind === 'COLLABORATION_OFFICE';
    return rows.filter(({ state }) => all || state === 'CONFIRMED');
  }

  @ResolveField(() => IndustryFitEnum, { description: 'How it stands to an industry, by what is confirmed' })
  async industryFit(
    @Parent() park: ParkRow,
    @Args('code', { type: () => ShortText }) code: string,
    @Context('scope') scope: RequestScope,
  ): Promise<IndustryFit> {
    const line = industries.lineOf(code);
    if (line.length === 0)
      throw badInput(['code'], { zh: '没有该行业代码', en: 'There is no such industry code' });
    const rows = await this.load<WordingRow>(scope, 'wordings', park);
    return industryFit(rows.find(({ number }) => number === park.wording)?.industries ?? [], line);
  }

  private async shown(scope: RequestScope, row: WordingRow, { inside }: ParkRow): Promise<ParkWordingType> {
    const { workers, commutingKm, industries: said, ...rest } = row;
    return {
      ...rest,
      longitude: degreesOf(row.longitudeHundredths),
      latitude: degreesOf(row.latitudeHundredths),
      labour: workers === null || commutingKm === null ? null : { workers, withinKm: commutingKm },
      capacities: row.capacities.map((one) => capacityShown(scope, one)),
      wantedIndustries: said.filter(({ wanted }) => wanted).map(({ code }) => code),
      excludedIndustries: said.filter(({ wanted }) => !wanted).map(({ code }) => code),
      partners: await Promise.all(
        row.partners.map(async (one) => ({ ...one, name: await this.names.of(scope, one.organizationId) })),
      ),
      markets: [...row.markets],
      decisionNote: inside ? row.decisionNote : null,
    };
  }

  private async load<Row>(scope: RequestScope, part: ParkPart, { id }: ParkRow): Promise<Row[]> {
    return (await this.loaders(scope)[part].load(id)) as Row[];
  }

  private loaders(scope: RequestScope): Readonly<Record<ParkPart, DataLoader<string, unknown>>> {
    const of = (part: ParkPart) =>
      new DataLoader<string, unknown>(async (ids) => {
        const rows = await this.reader.parts<{ parkId: string }>(part, ids);
        return ids.map((id) => rows.filter(({ parkId }) => parkId === id));
      });
    return scope.loader(this, () => ({
      wordings: of('wordings'),
      resources: of('resources'),
      files: of('files'),
      policies: of('policies'),
      closings: of('closings'),
    }));
  }
}

export function capacityShown(
  { locale }: Pick<RequestScope, 'locale'>,
  { resource, capacity }: ResourceCapacity,
): ResourceCapacityType {
  const { unit, ...names } = parkResourceOf(resource);
  return { resource, name: names[locale], unit, capacity };
}
