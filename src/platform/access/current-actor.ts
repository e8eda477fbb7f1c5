import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { scopeOf } from './access.guard';
import type { Actor } from './actor';

/** The signed-in actor of a resolver or controller method; null in public operations called without a token. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Promise<Actor | null> => scopeOf(context).actor(),
);

/** The caller's address and language, where an operation needs them. */
export const CurrentScope = createParamDecorator((_: unknown, context: ExecutionContext) => scopeOf(context));
