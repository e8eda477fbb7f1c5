import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { CurrentActor, type Actor, type RequestScope } from '../../../platform/index';
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

  @ResolveField(() => [ProjectEvidenceType], {
    description: 'The papers the number rests on: of the capital record, or of the step into production',
  })
  async evidence(
    @Parent() { projectId, capitalRecordId }: IndicatorEntry,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<EvidenceRow[]> {
    const { projects, papers, ofRecord } = this.loaders(scope, actor);
    if (projectId === null || !(await projects.load(projectId))) return [];
    const all = await papers.load(projectId);
    if (capitalRecordId === null) return all.filter(({ proves }) => proves === 'IN_PRODUCTION');
    const named = await ofRecord.load(capitalRecordId);
    return all.filter(({ id }) => named.includes(id));
  }

  private loaders(scope: RequestScope, actor: Actor) {
    return scope.loader(this, () => ({
      parks: new DataLoader<string, ParkRow | null>((ids) =>
        Promise.all(ids.map((id) => this.parks.visibleTo(actor, id))),
      ),
      projects: new DataLoader<string, ProjectRow | null>(async (ids) => {
        const rows = await this.projects.many(actor, ids);
        return ids.map((id) => rows.find((row) => row.id === id) ?? null);
      }),
      records: new DataLoader<string, CapitalRow | null>(async (ids) => {
        const rows = await this.capital.many(actor, ids);
        return ids.map((id) => rows.find((row) => row.id === id) ?? null);
      }),
      papers: new DataLoader<string, EvidenceRow[]>(async (ids) => {
        const rows = await this.projects.evidence(actor, ids);
        return ids.map((id) => rows.filter(({ projectId }) => projectId === id));
      }),
      ofRecord: new DataLoader<string, string[]>(async (ids) => {
        const rows = await this.capital.papers(ids);
        return ids.map((id) =>
          rows.flatMap(({ recordId, evidenceId }) => (recordId === id ? evidenceId : [])),
        );
      }),
    }));
  }
}
