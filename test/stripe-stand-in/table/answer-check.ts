import { API_TABLE, type Built, isBuilt, type Properties, type Shape } from './api-table';

/** What of an answer does not fit the table, field by field; empty when all does. */
export function misfits(value: unknown, shape: Shape, where: string): string[] {
  if (typeof shape === 'string') return misfitsSimple(value, shape, where);
  if (isBuilt(shape)) return misfitsBuilt(value, shape, where);
  if (typeof value !== 'object' || value === null) return [`${where}: not an object`];
  return misfitsObject(value as Record<string, unknown>, shape, where);
}

function misfitsObject(value: Record<string, unknown>, shape: Properties, where: string): string[] {
  const absent = Object.keys(shape).filter((name) => !name.endsWith('?') && value[name] === undefined);
  const own = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return [
    ...absent.map((name) => `${where}.${name}: lacking`),
    ...own.flatMap(([name, inner]) => {
      const expected = shape[name] ?? shape[`${name}?`];
      return expected === undefined
        ? [`${where}.${name}: not in the table`]
        : misfits(inner, expected, `${where}.${name}`);
    }),
  ];
}

function misfitsBuilt(value: unknown, [kind, ...of]: Built, where: string): string[] {
  if (kind === 'or') {
    const tries = of.map((shape) => misfits(value, shape, where));
    return tries.some((found) => found.length === 0) ? [] : (tries.at(-1) ?? []);
  }
  const items =
    kind === 'list' && typeof value === 'object' && value !== null && 'data' in value ? value.data : value;
  if (!Array.isArray(items)) return [`${where}: not a list`];
  return items.flatMap((item, index) => misfits(item, of[0] ?? 'string', `${where}[${index}]`));
}

function misfitsSimple(value: unknown, shape: string, where: string): string[] {
  const fits = shape.split('|').some((kind) => {
    if (kind === 'null') return value === null;
    if (kind === 'map') return typeof value === 'object' && value !== null;
    if (kind === 'string' || kind === 'number' || kind === 'boolean') return typeof value === kind;
    if (kind === 'true' || kind === 'false') return String(value) === kind && typeof value === 'boolean';
    return kind === `'${String(value)}'`;
  });
  const whole = /@(\w+)/.exec(shape)?.[1];
  if (fits) return [];
  if (whole && typeof value === 'object' && value !== null)
    return misfits(value, API_TABLE.objects[whole] ?? {}, where);
  return whole && typeof value === 'string' ? [] : [`${where}: ${JSON.stringify(value)} is not ${shape}`];
}
