import type { CountingMode } from './portion';
import {
  RuleNotUnderstood,
  listOf,
  readWhen,
  recordOf,
  textOf,
  type Vocabulary,
  type When,
} from './rule-language';

/** What must hold, and what is said where it does not. */
export interface RuleCondition {
  readonly when: When;
  /** Stored with what does not count. */
  readonly reason: string;
  readonly zh: string;
  readonly en: string;
}

/** 统计口径 of one scheme for a time; entries pin the version they were decided under. */
export interface RuleVersion {
  readonly id: string;
  readonly scheme: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** In which policy regime it was made. */
  readonly regime: string;
  /** What an amount is a whole number of: fen for YUAN. */
  readonly unit: string;
  /** The indicator of what is no goods; null: consumption. */
  readonly indicator: string | null;
  /** Of goods, in the order of their priority: purchase beats help-sell (I11). */
  readonly modes: readonly CountingMode[];
  /** Of enterprises: what stops within so many months of its first day counts no more. */
  readonly stopMonths: number;
  /** Where it does not hold the scheme has nothing to say; null: it always has. */
  readonly concerns: When | null;
  readonly conditions: readonly RuleCondition[];
  readonly textZh: string;
  readonly textEn: string;
  readonly sourceDocument: string;
  /** Published as a whole; otherwise put together from published results. */
  readonly verified: boolean;
}

export interface SchemeRules {
  readonly scheme: string;
  readonly position: number;
  /** What it counts toward; consumption, if not said. */
  readonly indicator: string | null;
  readonly nameZh: string;
  readonly nameEn: string;
  /** As they are stored: what several schemes share is written out. */
  readonly versions: readonly Readonly<Record<string, unknown>>[];
}

/** Reads a file of rule data: conditions named as a block are written out, so that a stored version says all of itself. */
export function readScheme(json: unknown, blocks: unknown): SchemeRules {
  const file = recordOf(json, 'scheme');
  const scheme = textOf(file['scheme'], 'scheme');
  const shared = recordOf(blocks, 'blocks');
  const versions = listOf(file['versions'], `${scheme}.versions`).map((version) => {
    const { conditions, ...rest } = recordOf(version, scheme);
    const written = listOf(conditions, `${scheme}.conditions`).flatMap((condition) => {
      const named = recordOf(condition, scheme)['block'];
      if (named === undefined) return [condition];
      const block = textOf(named, scheme);
      return listOf(shared[block], block);
    });
    return { ...rest, scheme, conditions: written };
  });
  const position = file['position'];
  if (typeof position !== 'number') throw new RuleNotUnderstood(`${scheme}: no position`);
  return {
    scheme,
    position,
    indicator: file['indicator'] === undefined ? null : textOf(file['indicator'], scheme),
    nameZh: textOf(file['nameZh'], scheme),
    nameEn: textOf(file['nameEn'], scheme),
    versions,
  };
}

/** A stored version, understood; throws RuleNotUnderstood. */
export function readVersion(json: unknown, words: Vocabulary): RuleVersion {
  const said = recordOf(json, 'version');
  const id = textOf(said['id'], 'id');
  const text = (name: string) => textOf(said[name], `${id}.${name}`);
  const anchor = recordOf(said['anchor'], `${id}.anchor`)['kind'];
  if (anchor !== 'RELATION') throw new RuleNotUnderstood(`${id}: there is no anchor ${String(anchor)}`);
  const indicator = said['indicator'] === undefined ? null : text('indicator');
  const modes = indicator === null ? listOf(said['modes'], `${id}.modes`) : [];
  return {
    id,
    scheme: text('scheme'),
    validFrom: text('validFrom'),
    validTo: said['validTo'] === null ? null : text('validTo'),
    regime: text('regime'),
    unit: text('unit'),
    indicator,
    modes: modes.map((mode) => modeOf(mode, id)),
    stopMonths: typeof said['stopMonths'] === 'number' ? said['stopMonths'] : 0,
    concerns: said['concerns'] === undefined ? null : readWhen(said['concerns'], words, `${id}.concerns`),
    conditions: listOf(said['conditions'], `${id}.conditions`).map((condition, index) =>
      readCondition(condition, words, `${id}.conditions[${index}]`),
    ),
    textZh: text('textZh'),
    textEn: text('textEn'),
    sourceDocument: text('sourceDocument'),
    verified: said['verified'] === true,
  };
}

function readCondition(json: unknown, words: Vocabulary, at: string): RuleCondition {
  const said = recordOf(json, at);
  const reason = textOf(said['reason'], at);
  if (!/^[A-Z][A-Z_]{2,39}$/.test(reason)) throw new RuleNotUnderstood(`${at}: ${reason} is no code`);
  return {
    when: readWhen(said['when'], words, `${at}.when`),
    reason,
    zh: textOf(said['zh'], at),
    en: textOf(said['en'], at),
  };
}

function modeOf(mode: unknown, id: string): CountingMode {
  if (mode === 'PURCHASE' || mode === 'HELP_SELL') return mode;
  throw new RuleNotUnderstood(`${id}: there is no mode ${String(mode)}`);
}
