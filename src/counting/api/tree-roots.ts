import { Injectable } from '@nestjs/common';
import { PairingSides, codePrefix, type PairingSide } from '../../pairing/index';
import { Clock, ReadReplica, businessDateOf, hasRole, notFound, type Actor } from '../../platform/index';
import type { AsOf } from '../storage/totals-rows';
import { pastDay } from './progress-view';

interface Asked {
  /** Null: the whole western side. */
  readonly regionCode: string | null;
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

  /** An office that names no region asks for its own. */
  async of(actor: Actor, named: string | null, asked: AsOf): Promise<Asked> {
    const today = businessDateOf(this.clock.now());
    const asOf = pastDay(asked, today);
    const everything = hasRole(actor, 'AUDITOR', 'PLATFORM_OPS');
    const root = named ?? (everything ? null : officeRegion(actor));
    if (root === null) {
      if (!everything) throw notFound(['regionCode']);
      return { regionCode: null, today, asOf, side: 'WEST' };
    }
    const side = await this.sides.sideOn(this.database, root, asOf ?? today);
    const own = side === actor.side && actor.regionCode && root.startsWith(codePrefix(actor.regionCode));
    if (side === null || !(everything || own)) throw notFound(['regionCode']);
    return { regionCode: root, today, asOf, side };
  }
}

const officeRegion = ({ organizationKind, regionCode }: Actor): string | null =>
  organizationKind === 'COLLABORATION_OFFICE' ? regionCode : null;
