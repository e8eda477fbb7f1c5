import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { CurrentActor, type Actor, type RequestScope } from '../../platform/index';
import type { ProjectRow } from '../storage/project-reader';
import { SuccessionReader, type SuccessionRow } from '../storage/succession-reader';
import { ParkProjectType } from './project.type';
import { EnterpriseSuccessionType } from './succession.type';

@Resolver(() => ParkProjectType)
export class SuccessionFields {
  constructor(private readonly reader: SuccessionReader) {}

  @ResolveField(() => [EnterpriseSuccessionType], {
    description: 'Recorded here: who its enterprise became, or who became it',
  })
  successions(
    @Parent() { id }: ProjectRow,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<SuccessionRow[]> {
    const loader = scope.loader(
      this,
      () =>
        new DataLoader<string, SuccessionRow[]>(async (ids) => {
          const rows = await this.reader.ofProjects(actor, ids);
          return ids.map((projectId) => rows.filter((row) => row.projectId === projectId));
        }),
    );
    return loader.load(id);
  }
}
