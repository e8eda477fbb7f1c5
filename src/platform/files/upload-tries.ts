import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import type { Actor } from '../access/actor';
import { Clock } from '../clock/clock';
import { fileRefusals } from './files.refusals';

const MINUTE_MS = 60_000;
const MOST_A_MINUTE = 120;

/** Looking into a file is work even where it is refused: tries are counted before, per organization and process. */
@Injectable()
export class UploadTries {
  private minute = 0;
  private tries = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** Refuses FILES_TOO_MANY. */
  require({ organizationId }: Pick<Actor, 'organizationId'>): void {
    const minute = Math.floor(this.clock.now().getTime() / MINUTE_MS);
    if (minute !== this.minute) {
      this.minute = minute;
      this.tries = new Map();
    }
    const tries = (this.tries.get(organizationId) ?? 0) + 1;
    if (tries > MOST_A_MINUTE) refuse(fileRefusals.FILES_TOO_MANY(['file']));
    this.tries.set(organizationId, tries);
  }
}
