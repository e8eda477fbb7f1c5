import { Injectable } from '@nestjs/common';
import { ShownIntents, type ShownIntent } from '../../investing/index';
import { SlotTakings, type LockedPark } from '../../parks/index';
import { notFound, type Actor, type Tx } from '../../platform/index';

/** Intents a park of the actor’s is shown, with the park under lock. */
@Injectable()
export class ReleasesToPark {
  constructor(
    private readonly intents: ShownIntents,
    private readonly takings: SlotTakings,
  ) {}

  /** What is not released to a park of one’s own, or no more, does not exist for him. */
  async lock(tx: Tx, actor: Actor, releaseId: string): Promise<{ park: LockedPark; intent: ShownIntent }> {
    const found = await this.intents.find(tx, releaseId);
    const park =
      found?.operatorId === actor.organizationId ? await this.takings.lock(tx, found.parkId) : null;
    const intent = park && (await this.intents.find(tx, releaseId));
    if (!park || !intent?.stands) throw notFound(['releaseId']);
    return { park, intent };
  }
}
