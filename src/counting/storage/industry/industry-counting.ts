import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/index';
import { CountingEntries } from '../counting-entries';
import { CapitalCounting } from './capital-counting';
import { countedProjects } from './counted-projects';
import { JobsCounting } from './jobs-counting';
import { ParkCounting } from './park-counting';
import { StartCounting } from './start-counting';

/** Two codes become one enterprise at any time: whoever looks at one enterprise is alone with all. */
const ENTERPRISES = `SELECT pg_advisory_xact_lock(hashtextextended('counting:enterprises', 0))`;

/** What an event of a project means for counting. Each method may run again: what is there already stays as it is. */
@Injectable()
export class IndustryCounting {
  constructor(
    private readonly entries: CountingEntries,
    private readonly capital: CapitalCounting,
    private readonly jobs: JobsCounting,
    private readonly starts: StartCounting,
    private readonly parks: ParkCounting,
  ) {}

  async capitalOf(tx: Tx, projectId: string): Promise<void> {
    await this.entries.lockJudging(tx);
    await this.entries.lockOrder(tx, projectId);
    await this.capital.book(tx, projectId);
  }

  async jobsOf(tx: Tx, projectId: string): Promise<void> {
    await this.entries.lockJudging(tx);
    await this.entries.lockOrder(tx, projectId);
    await this.jobs.book(tx, projectId);
  }

  async startOf(tx: Tx, uscc: string): Promise<void> {
    await this.entries.lockJudging(tx);
    await tx.query(ENTERPRISES);
    await this.starts.book(tx, uscc);
  }

  async park(tx: Tx, parkId: string): Promise<void> {
    await this.entries.lockJudging(tx);
    await this.entries.lockOrder(tx, parkId);
    await this.parks.book(tx, parkId);
  }

  /** Parks an agreement of the year has come into force for. */
  async lateParks(tx: Tx, parkIds: readonly string[]): Promise<void> {
    for (const parkId of parkIds) await this.park(tx, parkId);
  }

  /** Projects an agreement of the year has come into force for. */
  async late(tx: Tx, projectIds: readonly string[]): Promise<void> {
    if (projectIds.length === 0) return;
    await this.entries.lockJudging(tx);
    await tx.query(ENTERPRISES);
    await this.entries.lockOrders(tx, projectIds);
    for (const { id, uscc } of await countedProjects(tx, projectIds)) {
      await this.capital.book(tx, id);
      await this.jobs.book(tx, id);
      if (uscc) await this.starts.book(tx, uscc);
    }
  }
}
