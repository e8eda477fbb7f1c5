import type { Refusal, RefusalPath } from './refusal';

// `never` is what makes every one-parameter function acceptable here; the parameter's own type is inferred below.
type TextSource = string | ((parameters: never) => string);

/** What a catalogue says per code: a plain text or a function of typed parameters, in each language. */
export interface RefusalTextSource {
  readonly zh: TextSource;
  readonly en: TextSource;
}

type ParametersOfText<Text> = Text extends (parameters: infer Parameters) => string ? Parameters : unknown;
type ParametersOf<Source extends RefusalTextSource> = ParametersOfText<Source['zh']> &
  ParametersOfText<Source['en']>;

type RefusalMaker<Code extends string, Source extends RefusalTextSource> =
  unknown extends ParametersOf<Source>
    ? (path?: RefusalPath) => Refusal<Code>
    : (parameters: ParametersOf<Source>, path?: RefusalPath) => Refusal<Code>;

/** One maker per code: `refusals.LOT_SHORT({ available: '10 kg' }, ['lines', 0])`, or `refusals.LOT_CLOSED(path)` for plain texts. */
export type RefusalCatalogue<Sources extends Readonly<Record<string, RefusalTextSource>>> = {
  readonly [Code in keyof Sources & string]: RefusalMaker<Code, Sources[Code]>;
};

const UPPER_SNAKE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/**
 * Declares a domain's refusals.
 * Throws TypeError when a code is not UPPER_SNAKE (codes are a public contract) or a plain text is blank.
 */
export function defineRefusals<const Sources extends Readonly<Record<string, RefusalTextSource>>>(
  sources: Sources,
): RefusalCatalogue<Sources> {
  const makers = Object.entries(sources).map(([code, source]) => [code, makerOf(code, source)] as const);
  return Object.freeze(Object.fromEntries(makers)) as unknown as RefusalCatalogue<Sources>;
}

function makerOf(code: string, source: RefusalTextSource) {
  if (!UPPER_SNAKE.test(code)) throw new TypeError(`Refusal code ${code} is not UPPER_SNAKE`);
  for (const text of [source.zh, source.en]) {
    if (typeof text === 'string' && text.trim() === '')
      throw new TypeError(`Refusal ${code} has a blank text`);
  }
  if (typeof source.zh === 'string' && typeof source.en === 'string') {
    return (path: RefusalPath = []) => made(code, source, undefined, path);
  }
  return (parameters: unknown, path: RefusalPath = []) => made(code, source, parameters, path);
}

function made(code: string, source: RefusalTextSource, parameters: unknown, path: RefusalPath): Refusal {
  const texts = Object.freeze({ zh: said(source.zh, parameters), en: said(source.en, parameters) });
  return Object.freeze({ code, path: Object.freeze([...path]), texts });
}

function said(text: TextSource, parameters: unknown): string {
  // The catalogue's type has already tied the parameters to this function; `never` only erased it.
  return typeof text === 'string' ? text : text(parameters as never);
}
