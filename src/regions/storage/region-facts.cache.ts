import { Injectable } from '@nestjs/common';
import { Database, type Reader } from '../../platform/index';
import type { RegionFacts } from '../domain/region-facts';
import { RegionFactsRepository } from './region-facts.repository';

/** A change made by another process shows at the latest after this time. */
const RECHECK_MILLIS = 1_000;

/** Keeps the facts in memory and asks the database once a second whether they are still the newest. */
@Injectable()
export class RegionFactsCache {
  private held: { changeCount: bigint; facts: RegionFacts } | null = null;
  private checkedAt = Number.NEGATIVE_INFINITY;
  /** Whoever asks outside a transaction meanwhile waits for the same answer. */
  private looking: Promise<RegionFacts> | null = null;

  constructor(
    private readonly repository: RegionFactsRepository,
    private readonly database: Database,
  ) {}

  /** A caller in a transaction passes it, so that no second connection is waited for while one is held. */
  async current(reader: Reader = this.database): Promise<RegionFacts> {
    // the age of the cache is no business time: it must go on while a set clock stands
    const now = performance.now();
    if (this.held && now - this.checkedAt < RECHECK_MILLIS) return this.held.facts;
    if (reader !== this.database) return this.look(reader, now);
    if (this.looking) return this.looking;
    const looking = this.look(reader, now).finally(() => {
      if (this.looking === looking) this.looking = null;
    });
    this.looking = looking;
    return looking;
  }

  private async look(reader: Reader, now: number): Promise<RegionFacts> {
    const changeCount = await this.repository.changeCount(reader);
    if (!this.held || this.held.changeCount < changeCount) {
      this.held = { changeCount, facts: await this.repository.load(reader) };
    }
    this.checkedAt = now;
    return this.held.facts;
  }

  /** After an own change: the next question reads anew. */
  forget(): void {
    this.checkedAt = Number.NEGATIVE_INFINITY;
    this.looking = null;
  }
}
