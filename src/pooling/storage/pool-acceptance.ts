import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { QuantityText } from '../../../libs/money/src/index';
import type { CertificateKind } from '../../catalog/index';
import { businessDateOf, type Tx } from '../../platform/index';
import { TermsAcceptance, readQuantities, readWindows, requireGrade } from '../../sourcing/index';
import { readPack, requireInOrder, requireWholePacks } from '../domain/pool-terms';
import type { Pool } from './pool.entity';
import type { PoolWindow } from './pool-window.entity';

/** What an opener says. */
export interface SaidPool {
  readonly title: string;
  readonly categoryCode?: string | null;
  readonly productId?: string | null;
  readonly leastGrade?: string | null;
  readonly certificates: readonly CertificateKind[];
  readonly specification?: string | null;
  readonly pack: QuantityText;
  readonly minimum: QuantityText;
  readonly maximum: QuantityText;
  readonly windows: readonly { from: string; until: string; quantity: QuantityText }[];
  readonly sealed: boolean;
  readonly gatheringDeadline: string;
  readonly quoteDeadline: string;
}

type PoolSaid = Omit<
  Pool,
  'id' | 'version' | 'number' | 'openerId' | 'openedBy' | 'state' | 'wantedBase' | 'createdAt'
>;

/** Holds what an opener says against the catalogue and the calendar. */
@Injectable()
export class PoolAcceptance {
  constructor(private readonly terms: TermsAcceptance) {}

  async accept(tx: Tx, poolId: string, said: SaidPool): Promise<{ pool: PoolSaid; windows: PoolWindow[] }> {
    const goods = await this.terms.findGoods(tx, said, []);
    requireGrade(said.leastGrade, ['leastGrade']);
    const { unit, minimumBase, maximumBase } = readQuantities(said, goods, []);
    const packBase = readPack(said.pack, unit);
    requireWholePacks(minimumBase, packBase, ['minimum']);
    requireWholePacks(maximumBase, packBase, ['maximum']);
    const today = businessDateOf(tx.at);
    const windows = readWindows(said.windows, { unit, maximumBase, today }, ['windows']);
    const gatheringDeadline = new Date(said.gatheringDeadline);
    const quoteDeadline = new Date(said.quoteDeadline);
    requireInOrder(
      { gathering: gatheringDeadline, quotes: quoteDeadline, quotesOn: businessDateOf(quoteDeadline) },
      windows[0]?.fromOn ?? '',
      tx.at,
    );
    const { categoryCode, productId } = goods;
    const pool = {
      title: said.title,
      categoryCode,
      productId,
      leastGrade: said.leastGrade ?? null,
      certificates: [...new Set(said.certificates)].toSorted(),
      specification: said.specification ?? null,
      unit,
      packBase,
      minimumBase,
      limitBase: maximumBase,
      sealed: said.sealed,
      gatheringDeadline,
      quoteDeadline,
      closedAt: null,
      cancelReason: null,
      requestId: null,
    };
    const rows = windows.map((window, index) => ({
      id: randomUUID(),
      poolId,
      position: index + 1,
      ...window,
    }));
    return { pool, windows: rows };
  }
}
