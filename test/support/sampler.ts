import {
  Args,
  Field,
  Info,
  InputType,
  Int,
  InterfaceType,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
  createUnionType,
  registerEnumType,
} from '@nestjs/graphql';
import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { defineRefusals, refuse } from '../../libs/workflow/src/index';
import {
  Allow,
  AllowPublic,
  AllowSignedIn,
  BusinessDay,
  CurrentActor,
  CurrentScope,
  Decimal,
  Id,
  PageArgs,
  RequestScope,
  ShortText,
  Timestamp,
  badInput,
  connectionOf,
  notFound,
  type Actor,
  type Page,
} from '../../src/platform/index';

const refusals = defineRefusals({ TOO_MUCH: { zh: '数量过大', en: 'That is too much' } });

enum Colour {
  RED = 'RED',
  GREEN = 'GREEN',
}
registerEnumType(Colour, { name: 'Colour' });

@InterfaceType({ resolveType: (value: { wheels?: number }) => (value.wheels === undefined ? Boat : Cart) })
abstract class Vehicle {
  @Field() name!: string;
}
@ObjectType({ implements: () => [Vehicle] })
class Cart extends Vehicle {
  @Field(() => Int) wheels!: number;
}
@ObjectType({ implements: () => [Vehicle] })
class Boat extends Vehicle {
  @Field(() => Int) masts!: number;
}
const Moving = createUnionType({
  name: 'Moving',
  types: () => [Cart, Boat] as const,
  resolveType: (value: { wheels?: number }) => (value.wheels === undefined ? Boat : Cart),
});

@ObjectType()
class Specimen {
  @Field(() => Int) number!: number;
  @Field(() => Int, { nullable: true, defaultValue: 7 }) defaulted?: number;
  @Field(() => Int, { nullable: true, name: 'spelledOtherwise' }) property?: number;
  @Field(() => Timestamp) at!: Date;
  @Field(() => Decimal) amount!: string;
  @Field(() => Colour, { nullable: true }) colour!: Colour | null;
  @Field(() => [String]) words!: string[];
  @Field(() => [[Int]]) grid!: number[][];
}

const sample = (number: number) => ({
  number,
  property: number,
  at: new Date('2026-07-09T01:00:00Z'),
  amount: '12.50',
  colour: number % 2 ? Colour.RED : null,
  words: ['a', '引号"', '\u2028'],
  grid: [[1], [2, number]],
});

@InputType()
class SpecimenFilter {
  @Field(() => Colour, { nullable: true }) colour?: Colour | null;
  @Field(() => [Id], { nullable: true }) ids?: string[] | null;
  @Field(() => ShortText, { nullable: true }) text?: string | null;
  @Field(() => BusinessDay, { nullable: true, defaultValue: '2026-01-01' }) from?: string | null;
}

const SpecimenConnection = connectionOf(Specimen, 'Specimen');

/** Answers of every kind, to compare what two engines make of them. */
@Resolver(() => Specimen)
export class Sampler {
  @AllowPublic()
  @Query(() => String)
  engine(@Info() info: GraphQLResolveInfo): string {
    return info.path.typename === undefined ? 'compiled' : 'graphql-js';
  }

  @AllowPublic()
  @Query(() => Specimen, { nullable: true })
  sample(@Args('number', { type: () => Int, defaultValue: 1 }) number: number) {
    return number === 0 ? null : sample(number);
  }

  @AllowPublic()
  @Query(() => SpecimenConnection)
  samples(@Args() { first, after }: PageArgs): Page<Specimen> {
    const edges = Array.from({ length: Math.min(first, 3) }, (_, index) => index + 1);
    return {
      edges: edges.map((number) => ({ node: sample(number) as unknown as Specimen, cursor: 'c'.repeat(20) })),
      pageInfo: { hasNextPage: false, endCursor: after ?? null },
      totalCount: async () => 3,
    };
  }

  @AllowPublic()
  @Query(() => String)
  echo(
    @Args('filter', { type: () => SpecimenFilter, nullable: true }) filter?: SpecimenFilter | null,
    @Args('colours', { type: () => [Colour], nullable: true }) colours?: Colour[] | null,
    @Args('flag', { type: () => Boolean, defaultValue: true }) flag?: boolean,
    @Args('ratio', { type: () => Number, nullable: true }) ratio?: number | null,
  ): string {
    return JSON.stringify({ filter, colours, flag, ratio });
  }

  @AllowPublic()
  @Query(() => [Vehicle])
  vehicles() {
    return [
      { name: 'c', wheels: 2 },
      { name: 'b', masts: 3 },
    ];
  }

  @AllowPublic()
  @Query(() => [Moving])
  moving() {
    return this.vehicles();
  }

  @AllowSignedIn()
  @Query(() => String)
  mine(@CurrentActor() actor: Actor): string {
    return actor.organizationId;
  }

  @Allow('NOBODY')
  @Query(() => Int, { nullable: true })
  forOthers(): number {
    return 1;
  }

  @Query(() => Int, { nullable: true })
  unmarked(): number {
    return 1;
  }

  @AllowPublic()
  @Query(() => Int, { nullable: true })
  fails(@Args('how', { type: () => ShortText }) how: string): number | Promise<number> {
    if (how === 'not found') throw notFound();
    if (how === 'later') return Promise.reject(new Error('secret'));
    if (how === 'bad input') throw badInput(['how'], { zh: '错的', en: 'wrong' });
    if (how === 'refused') return refuse(refusals.TOO_MUCH(['how']));
    if (how === 'no number') return 'x' as unknown as number;
    throw new TypeError('secret');
  }

  @ResolveField(() => Int, { nullable: true })
  doubled(@Parent() parent: Specimen, @CurrentScope() scope: RequestScope): Promise<number> {
    const make = () => new DataLoader<number, number>(async (all) => all.map((one) => one * 2));
    return scope.loader(this, make).load(parent.number);
  }

  @ResolveField(() => Int, { nullable: true })
  odd(@Parent() parent: Specimen): number | Promise<number> {
    if (parent.number === 2) throw notFound();
    return parent.number;
  }

  @ResolveField(() => Int)
  surelyOdd(@Parent() parent: Specimen): number | null {
    return parent.number === 2 ? null : parent.number;
  }

  @ResolveField(() => [Specimen], { nullable: 'itemsAndList' })
  others(@Parent() parent: Specimen) {
    return [sample(parent.number + 1), null, sample(parent.number + 2)].filter(
      (one) => parent.number < 9 || one,
    );
  }

  @ResolveField(() => String)
  spoken(@CurrentScope() scope: RequestScope): string {
    return scope.locale;
  }
}
