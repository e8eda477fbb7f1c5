import type { DynamicModule, Type } from '@nestjs/common';
import { ACCESS, type Access } from '../access/allow';
import { declaredIn } from './schema-text';

/** Who may call what, on one page: what src/permissions.txt holds. A changed @Allow shows in its diff. */
export async function permissionsText(root: DynamicModule): Promise<string> {
  const { providers, controllers } = await declaredIn(root);
  const lines = [...new Set([...providers, ...controllers].flatMap(linesOf))].toSorted();
  return `# Generated from the code by \`npm run schema\`: who may call what. Which records, each use case decides.\n\n${lines.join('\n')}\n`;
}

function linesOf(type: Type): string[] {
  const prototype = type.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const method = Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown;
    if (typeof method !== 'function' || name === 'constructor') return [];
    const operation = operationOf(type, method, name);
    const access = (Reflect.getMetadata(ACCESS, method) ?? Reflect.getMetadata(ACCESS, type)) as
      Access | undefined;
    return operation === null ? [] : [`${operation}: ${said(access)}`];
  });
}

/** `query lots`, `mutation placeOrder`, `GET /files/:id`; null for methods that are no entrance. */
function operationOf(type: Type, method: object, name: string): string | null {
  const kind = Reflect.getMetadata('graphql:resolver_type', method) as string | undefined;
  if (kind === 'Query' || kind === 'Mutation') {
    const named = Reflect.getMetadata('graphql:resolver_name', method) as string | undefined;
    return `${kind.toLowerCase()} ${named ?? name}`;
  }
  const route = Reflect.getMetadata('path', method) as string | undefined;
  if (route === undefined) return null;
  const verb = Reflect.getMetadata('method', method) === 1 ? 'POST' : 'GET';
  const base = Reflect.getMetadata('path', type) as string;
  return `${verb} /${[base, route].filter((part) => part !== '/' && part !== '').join('/')}`;
}

function said(access: Access | undefined): string {
  if (access?.kind === 'PUBLIC') return 'anybody';
  if (access?.kind === 'SIGNED_IN') return 'any member';
  return access ? access.roles.toSorted().join(', ') : 'nobody';
}
