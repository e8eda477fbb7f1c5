import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatMoney } from '../../../libs/money/src/index';
import { CurrentActor, Id, MoneyType, type Actor, type RequestScope } from '../../platform/index';
import { CapitalReader, type CapitalCheckRow, type CapitalRow } from '../storage/capital-reader';
import { ProjectReader, type ProjectRow } from '../storage/project-reader';
import { CapitalSignEnum } from './project.enums';
import { CapitalCheckType, CapitalRecordType } from './capital.type';
import type { CapitalSign } from '../domain/capital-screening';
import { FoundSignType, ParkProjectType } from './project.type';

/** What stands on a capital record beside its own row. */
@Resolver(() => CapitalRecordType)
export class CapitalFields {
  constructor(
    private readonly reader: CapitalReader,
    private readonly projects: ProjectReader,
  ) {}

  @ResolveField(() => MoneyType, { description: 'Below zero: taken out, or corrected downwards' })
  amount(@Parent() { fen }: CapitalRow): MoneyType {
    return formatMoney({ fen, currency: 'CNY' });
  }

  @ResolveField(() => [CapitalCheckType])
  async checks(
    @Parent() { id }: CapitalRow,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<readonly CapitalCheckType[]> {
    return this.loaders(scope, actor).checks.load(id);
  }

  @ResolveField(() => [Id], { description: 'Papers of the project it rests on' })
  async evidenceIds(
    @Parent() { id }: CapitalRow,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<string[]> {
    const papers = await this.loaders(scope, actor).papers.load(id);
    return papers.map(({ evidenceId }) => evidenceId);
  }

  @ResolveField(() => [CapitalSignEnum], {
    description: 'What makes it look invented, as far as the caller may know',
  })
  async signs(
    @Parent() { id, projectId }: CapitalRow,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<CapitalSign[]> {
    const found = await this.loaders(scope, actor).signs.load(projectId);
    return found.filter(({ recordIds }) => recordIds.includes(id)).map(({ sign }) => sign);
  }

  private loaders(scope: RequestScope, actor: Actor) {
    const grouped = <Row extends { recordId: string }>(ask: (ids: readonly string[]) => Promise<Row[]>) =>
      new DataLoader<string, Row[]>(async (ids) => {
        const rows = await ask(ids);
        return ids.map((id) => rows.filter(({ recordId }) => recordId === id));
      });
    return scope.loader(this, () => ({
      checks: grouped<CapitalCheckRow>((ids) => this.reader.checks(ids)),
      papers: grouped((ids) => this.reader.papers(ids)),
      signs: new DataLoader<string, FoundSignType[]>(async (ids) => {
        const all: FoundSignType[][] = [];
        for (const id of ids) {
          const project = await this.projects.visibleTo(actor, id);
          all.push(project ? await this.reader.signs(actor, project) : []);
        }
        return all;
      }),
    }));
  }
}

/** What the records of a project make look invented, for whoever verifies. */
@Resolver(() => ParkProjectType)
export class ProjectSigns {
  constructor(private readonly reader: CapitalReader) {}

  @ResolveField(() => [FoundSignType], { description: 'What looks invented, as far as the caller may know' })
  signs(@Parent() project: ProjectRow, @CurrentActor() actor: Actor): Promise<FoundSignType[]> {
    return this.reader.signs(actor, project);
  }
}
