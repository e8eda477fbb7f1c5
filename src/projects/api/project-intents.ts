import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Clock, CurrentActor, Id, businessDateOf, type Actor, type RequestScope } from '../../platform/index';
import { ProjectReader, type ProjectRow } from '../storage/project-reader';
import { ParkProjectType } from './project.type';

@Resolver(() => ParkProjectType)
export class ProjectIntents {
  constructor(
    private readonly reader: ProjectReader,
    private readonly clock: Clock,
  ) {}

  @ResolveField(() => Id, {
    nullable: true,
    description:
      'The intent it came of, for its investor and, while it is shown it, for the park; null for everybody else',
  })
  async intentId(
    @Parent() { id }: ProjectRow,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<string | null> {
    const loader = scope.loader(
      this,
      () =>
        new DataLoader<string, string | null>(async (ids) => {
          const known = await this.reader.intents(actor, ids, businessDateOf(this.clock.now()));
          return ids.map((one) => known.get(one) ?? null);
        }),
    );
    return loader.load(id);
  }
}
