import { Injectable, SetMetadata, applyDecorators } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { Tx } from '../../platform/index';
import type { LineUse, SeenLine } from '../domain/seen-line';

const LINE_TAKER = 'xieshou:line-taker';

/** A domain that knows what some lines are. Books what the line says and answers with it; null: not one of its own. */
export interface TakesLines {
  take(tx: Tx, line: SeenLine): Promise<LineUse | null>;
}

/** Marks who is asked about a line before it is looked for among receipts and refunds. */
export const TakesBankLines = () => applyDecorators(Injectable(), SetMetadata(LINE_TAKER, true));

/** Whoever stands to the right and knows lines: found by their mark, asked in the order of their names. */
@Injectable()
export class LineTakers {
  private found: TakesLines[] | null = null;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  all(): readonly TakesLines[] {
    this.found ??= this.discovery
      .getProviders()
      .filter(
        ({ metatype }) => typeof metatype === 'function' && this.reflector.get(LINE_TAKER, metatype) === true,
      )
      .toSorted((a, b) => String(a.name).localeCompare(String(b.name), 'en'))
      .map(({ instance }) => instance as TakesLines);
    return this.found;
  }
}
