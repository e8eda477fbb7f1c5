import { Context, Field, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Refusal as RefusalValue } from '../../../libs/workflow/src/index';
import type { Outcome } from '../database/commands';
import { presentOrigin } from '../origin/origin';
import type { RequestScope } from './request-scope';

/** Why something was refused: a stable code, words in the caller's language, and which input it is about. */
@ObjectType()
export class Refusal {
  @Field()
  code!: string;

  @Field(() => [String])
  path!: string[];

  texts!: { zh: string; en: string };
}

@Resolver(() => Refusal)
export class RefusalResolver {
  @ResolveField(() => String)
  message(@Parent() refusal: Refusal, @Context('scope') scope: RequestScope): string {
    return refusal.texts[scope.locale];
  }
}

@ObjectType({ isAbstract: true })
export abstract class Payload {
  @Field(() => [Refusal])
  refusals!: Refusal[];
}

/** Turns what a use case came to into a payload; `load` reads the changed thing as its caller may see it. */
export async function answer<Result, Things extends object>(
  outcome: Outcome<Result>,
  load: (result: Result) => Promise<Things>,
): Promise<Partial<Things> & Payload> {
  if ('refusals' in outcome) {
    presentOrigin()?.refusals.push(...outcome.refusals.map(({ code }) => code));
    return { refusals: outcome.refusals.map(asType) } as unknown as Partial<Things> & Payload;
  }
  return { ...(await load(outcome.result)), refusals: [] };
}

function asType(refusal: RefusalValue): Refusal {
  return { code: refusal.code, path: refusal.path.map(String), texts: refusal.texts };
}
