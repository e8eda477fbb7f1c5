import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isBusinessDate } from '../domain/business-date';
import { isListNumber } from '../domain/county-designations';
import { differenceLines } from '../domain/list-difference-text';
import type { Regions } from '../storage/regions';
import type { ImportListInput, ImportListResult } from '../domain/replacement-list';
import { readListFile } from '../storage/list-file';

const USAGE =
  '用法 / usage: npm run import-list -- --list 832|160 --date YYYY-MM-DD [--source 文件名] 名单.csv [--apply]';

/** The use case, handed in: what is below the verbs does not know them. */
interface ImportsLists {
  run(input: ImportListInput): Promise<ImportListResult>;
}

/** `npm run import-list`: shows what a replacement list would change; with --apply loads it, all or nothing. */
export async function importListFromTerminal(
  services: { importList: ImportsLists; regions: Regions },
  parameters: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  const input = readParameters(parameters);
  const { difference, loaded } = await services.importList.run(input);
  for (const line of differenceLines(difference, (await services.regions.facts()).lineage)) say(line);
  if (difference.problems.length > 0) {
    throw new Error(`名单有误,未载入 / not loaded: ${difference.problems.length} problem(s)`);
  }
  say(loaded ? '已载入 / loaded' : '仅比较,未载入;加 --apply 载入 / only compared; --apply loads it');
}

function readParameters(parameters: readonly string[]): ImportListInput {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: {
      list: { type: 'string' },
      date: { type: 'string' },
      source: { type: 'string' },
      apply: { type: 'boolean', default: false },
    },
  });
  const { list = '', date = '', source, apply } = values;
  const [file, ...more] = positionals;
  if (!isListNumber(list) || !isBusinessDate(date) || !file || more.length > 0) throw new Error(USAGE);
  return {
    list,
    date,
    apply,
    sourceDocument: source?.trim() || null,
    rows: readListFile(readFileSync(file)),
  };
}
