import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { CurrentActor, type Actor, type RequestScope } from '../../../platform/index';
import { OperatingReader, OperatingRecordType, type OperatingRow } from '../../../operating/index';
import { ParkReader, ParkType, type ParkRow } from '../../../parks/index';
import {
  CapitalReader,
  CapitalRecordType,
  ParkProjectType,
  ProjectEvidenceType,
  ProjectReader,
  type CapitalRow,
  type EvidenceRow,
  type ProjectRow,
} from '../../../projects/index';
import { IndicatorEntry } from './indicator-entry.type';

/** Down from an entry to its record, its project and their papers, each under the reader’s own rights. */
@Resolver(() => IndicatorEntry)
export class IndicatorEntryFields {
  constructor(
    private readonly projects: ProjectReader,
    private readonly capital: CapitalReader,
    private readonly operating: OperatingReader,
    private readonly parks: ParkReader,
  ) {}

  @ResolveField(() => ParkType, {
    nullable: true,
    description: 'Of parks built together; its files stand on it',
  })
  async park(
    @Parent() { parkId }: IndicatorEntry,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<ParkRow | null> {
    return parkId === null ? null : this.loaders(scope, actor).parks.load(parkId);
  }

  @ResolveField(() => ParkProjectType, { nullable: true, description: 'Null for who may not know of it' })
  async project(
    @Parent() { projectId }: IndicatorEntry,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<ProjectRow | null> {
    return projectId === null ? null : this.loaders(scope, actor).projects.load(projectId);
  }

  @ResolveField(() => CapitalRecordType, {
    nullable: true,
    description:
      'Of paid-in capital: what was verified, or what corrects it; null for who may not know of it',
  })
  async capitalRecord(
    @Parent() { capitalRecordId }: IndicatorEntry,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<CapitalRow | null> {
    return capitalRecordId === null ? null : this.loaders(scope, actor).records.load(capitalRecordId);
  }

  @ResolveField(() => OperatingRecordType, {
    nullable: true,
    description: 'Of jobs: the verified figures of the quarter; null for who may not know of it',
  })
  async operatingRecord(
    @Parent() { operatingRecordId }: IndicatorEntry,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<OperatingRow | null> {
    return operatingRecordId === null ? null : this.loaders(scope, actor).quarters.load(operatingRecordId);
  }

  @ResolveField(() => [ProjectEvidenceType], {
    description: 'The papers the number rests on: of the record, or of the step into production',
  })
  async evidence(
    @Parent() { projectId, capitalRecordId, operatingRecordId }: IndicatorEntry,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<EvidenceRow[]> {
    const { projects, papers, ofCapital, ofQuarter } = this.loaders(scope, actor);
    if (projectId === null || !(await projects.load(projectId))) return [];
    const all = await papers.load(projectId);
    const named = operatingRecordId
      ? await ofQuarter.load(operatingRecordId)
      : capitalRecordId && (await ofCapital.load(capitalRecordId));
    if (!named) return all.filter(({ proves }) => proves === 'IN_PRODUCTION');
    return all.filter(({ id }) => named.includes(id));
  }

  private loaders(scope: RequestScope, actor: Actor) {
    return scope.loader(this, () => ({
      parks: new DataLoader<string, ParkRow | null>((ids) =>
        Promise.all(ids.map((id) => this.parks.visibleTo(actor, id))),
      ),
      projects: byId<ProjectRow>((ids) => this.projects.many(actor, ids)),
      records: byId<CapitalRow>((ids) => this.capital.many(actor, ids)),
      quarters: byId<OperatingRow>((ids) => this.operating.many(actor, ids)),
      papers: new DataLoader<string, EvidenceRow[]>(async (ids) => {
        const rows = await this.projects.evidence(actor, ids);
        return ids.map((id) => rows.filter(({ projectId }) => projectId === id));
      }),
      ofCapital: papersOf((ids) => this.capital.papers(ids)),
      ofQuarter: papersOf((ids) => this.operating.papers(ids)),
    }));
  }
}

type Ids = readonly string[];

const byId = <Row extends { id: string }>(ask: (ids: Ids) => Promise<Row[]>) =>
  new DataLoader<string, Row | null>(async (ids) => {
    const rows = await ask(ids);
    return ids.map((id) => rows.find((row) => row.id === id) ?? null);
  });

const papersOf = (ask: (ids: Ids) => Promise<{ recordId: string; evidenceId: string }[]>) =>
  new DataLoader<string, string[]>(async (ids) => {
    const rows = await ask(ids);
    return ids.map((id) => rows.flatMap(({ recordId, evidenceId }) => (recordId === id ? evidenceId : [])));
  });
