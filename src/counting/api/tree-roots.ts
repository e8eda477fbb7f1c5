import { Injectable } from '@nestjs/common';
import { PairingSides, codePrefix, type PairingSide } from '../../pairing/index';
import { Clock, ReadReplica, businessDateOf, hasRole, notFound, type Actor } from '../../platform/index';
import type { AsOf } from '../storage/totals-rows';
import { pastDay } from './progress-view';

interface Asked {
  readonly today: string;
  readonly asOf: AsOf;
  readonly side: PairingSide;
}

/** Which trees a reader may ask for. */
@Injectable()
export class TreeRoots {
  constructor(
    private readonly database: ReadReplica,
    private readonly sides: PairingSides,
    private readonly clock: Clock,
  ) {}

  async of(actor: Actor, regionCode: string | null, asked: AsOf): Promise<Asked> {
    const today = businessDateOf(this.clock.now());
    const asOf = pastDay(asked, today);
    const everything = hasRole(actor, 'AUDITOR', 'PLATFORM_OPS');
    if (regionCode === null) {
      if (!everything) throw notFound(['regionCode']);
      return { today, asOf, side: 'WEST' };
    }
    const side = await this.sides.sideOn(this.database, regionCode, asOf ?? today);
    const own =
      side === actor.side && actor.regionCode && regionCode.startsWith(codePrefix(actor.regionCode));
    if (side === null || !(everything || own)) throw notFound(['regionCode']);
    return { today, asOf, side };
  }
}
