import type { DatabaseContents } from '../../platform/index';

export type DemoDecision =
  { readonly does: 'PLAY' | 'REMAKE' | 'NOTHING' } | { readonly does: 'REFUSE'; readonly because: string };

/** Whether `npm start` plays the demo year: into its own embedded database while that is empty, elsewhere only when asked to. */
export function decideOnDemo(facts: {
  readonly contents: DatabaseContents;
  readonly embedded: boolean;
  /** `--demo` was given. */
  readonly wished: boolean;
}): DemoDecision {
  const { contents, embedded, wished } = facts;
  if (contents === 'UNFINISHED_DEMONSTRATION')
    return embedded ? { does: 'REMAKE' } : { does: 'REFUSE', because: UNFINISHED };
  const empty = contents === 'EMPTY' || contents === 'MIGRATED';
  if (wished && !empty) return { does: 'REFUSE', because: NOT_EMPTY };
  return { does: empty && (embedded || wished) ? 'PLAY' : 'NOTHING' };
}

const NOT_EMPTY =
  '数据库不是空的：演示年度（--demo）只写入空数据库。请去掉 --demo，或换一个空数据库。\n' +
  'The database is not empty: the demo year (--demo) goes only into an empty one. Start without --demo, or name an empty database.';
const UNFINISHED =
  '数据库中有未生成完的演示年度。请删除并重新建立该数据库，然后再用 --demo 启动。\n' +
  'The database holds a demo year that broke off. Drop and create the database, then start with --demo again.';
