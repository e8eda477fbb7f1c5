import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Organizations } from '../../organizations/index';
import { Database, type RequestScope } from '../../platform/index';
import type { QuoteRow } from '../storage/quote-reader';
import { QuoteType } from './quote.type';
import { QuoteVersionType } from './quote-version.type';
import { VersionReader } from './version-reader';

@Resolver(() => QuoteType)
export class QuoteFields {
  constructor(
    private readonly versionReader: VersionReader,
    private readonly organizations: Organizations,
    private readonly database: Database,
  ) {}

  @ResolveField(() => [QuoteVersionType], { description: 'All that was said, first to last' })
  versions(@Parent() quote: QuoteRow, @Context('scope') scope: RequestScope): Promise<QuoteVersionType[]> {
    const loader = () =>
      new DataLoader((asked: readonly QuoteRow[]) => this.versionReader.of(asked), {
        cacheKeyFn: ({ id }: QuoteRow) => id,
      });
    return scope.loader(this, loader).load(quote);
  }

  @ResolveField(() => String)
  supplierName(@Parent() quote: QuoteRow, @Context('scope') scope: RequestScope): Promise<string> {
    return scope
      .loader(QuoteFields, () => new DataLoader((ids: readonly string[]) => this.names(ids)))
      .load(quote.supplierId);
  }

  private async names(ids: readonly string[]): Promise<string[]> {
    const known = await this.organizations.many(this.database, ids);
    return ids.map((id) => known.get(id)?.name ?? '');
  }
}
