import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import { forbidden, unauthenticated } from '../graphql/errors';
import type { RequestScope } from '../graphql/request-scope';
import { ACCESS, type Access } from './allow';

/** The one door: reads what the operation declares and compares it with who asks. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access?.kind === 'PUBLIC') return true;
    const actor = await scopeOf(context).actor();
    if (!actor) throw unauthenticated();
    if (access?.kind === 'SIGNED_IN') return true;
    if (access?.kind === 'ROLES' && access.roles.some((role) => actor.roles.includes(role))) return true;
    throw forbidden();
  }
}

export function scopeOf(context: ExecutionContext): RequestScope {
  if (context.getType<string>() === 'graphql')
    return GqlExecutionContext.create(context).getContext<{ scope: RequestScope }>().scope;
  return context.switchToHttp().getRequest<{ scope: RequestScope }>().scope;
}
