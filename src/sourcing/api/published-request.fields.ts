import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Organizations } from '../../organizations/index';
import { Database, type RequestScope } from '../../platform/index';
import type { PublishedRequestRow } from '../storage/published-requests';
import { LineReader } from './line-reader';
import { PublishedBuyer, PublishedLineType, PublishedRequestType } from './published-request.type';

@Resolver(() => PublishedRequestType)
export class PublishedRequestLines {
  constructor(private readonly lineReader: LineReader) {}

  @ResolveField(() => [PublishedLineType])
  lines(
    @Parent() request: PublishedRequestRow,
    @Context('scope') scope: RequestScope,
  ): Promise<PublishedLineType[]> {
    const loader = () =>
      new DataLoader((asked: readonly PublishedRequestRow[]) => this.lineReader.published(asked), {
        cacheKeyFn: ({ id, revision }: PublishedRequestRow) => `${id} ${revision}`,
      });
    return scope.loader(this, loader).load(request);
  }
}

@Resolver(() => PublishedRequestType)
export class PublishedRequestUnit {
  constructor(
    private readonly organizations: Organizations,
    private readonly database: Database,
  ) {}

  @ResolveField(() => PublishedBuyer, { description: 'The unit that wants the goods' })
  unit(
    @Parent() request: PublishedRequestRow,
    @Context('scope') scope: RequestScope,
  ): Promise<PublishedBuyer> {
    return scope
      .loader(this, () => new DataLoader((ids: readonly string[]) => this.load(ids)))
      .load(request.unitId);
  }

  private async load(ids: readonly string[]): Promise<(PublishedBuyer | Error)[]> {
    const known = await this.organizations.many(this.database, ids);
    return ids.map((id) => {
      const unit = known.get(id);
      if (!unit) return new Error(`organization ${id} is missing`);
      return { id, name: unit.name, regionCode: unit.regionCode };
    });
  }
}
