import { Args, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import {
  AllowSignedIn,
  connectionOf,
  Cursors,
  PageArgs,
  pageOf,
  readPage,
  type Page,
} from '../../platform/index';
import { categories, crops } from '../data/goods-catalogue';

@ObjectType('ProductCategory')
export class CategoryType {
  @Field()
  code!: string;

  @Field()
  name!: string;

  @Field(() => String, { nullable: true })
  parentCode!: string | null;
}

@ObjectType('Crop')
export class CropType {
  @Field()
  code!: string;

  @Field()
  name!: string;

  @Field()
  categoryCode!: string;
}

const CategoryConnection = connectionOf(CategoryType, 'ProductCategory');
const CropConnection = connectionOf(CropType, 'Crop');

/** What goods are called and grouped by. */
@Resolver()
export class BrowseCategories {
  constructor(private readonly cursors: Cursors) {}

  @AllowSignedIn()
  @Query(() => CategoryConnection)
  productCategories(@Args() args: PageArgs): Page<CategoryType> {
    return this.page('productCategories', categories, args);
  }

  @AllowSignedIn()
  @Query(() => CropConnection)
  crops(@Args() args: PageArgs): Page<CropType> {
    return this.page('crops', crops, args);
  }

  private page<Entry extends { code: string }>(
    list: string,
    all: readonly Entry[],
    args: PageArgs,
  ): Page<Entry> {
    const request = readPage(this.cursors, list, args);
    const last = request.after?.[0];
    const start = last === undefined ? 0 : all.findIndex((entry) => entry.code === last) + 1;
    return pageOf(this.cursors, list, request, all.slice(start, start + request.fetch), {
      node: (entry) => entry,
      keyOf: (entry) => [entry.code],
      totalCount: () => Promise.resolve(all.length),
    });
  }
}
