import { Injectable } from '@nestjs/common';
import type { BusinessDate, Reader } from '../../platform/index';

/** Which producer an agent sells for. */
@Injectable()
export class AgencyMandates {
  /** The one principal whose signed mandate covers the day; an ended one covers the days until its end. */
  async principalOf(reader: Reader, asked: { agentId: string; on: BusinessDate }): Promise<string | null> {
    const rows = await reader.query<{ id: string }>(
      `SELECT principal_id AS id FROM agency_mandates
        WHERE agent_id = $1 AND state IN ('ACTIVE', 'ENDED') AND $2::date BETWEEN valid_from AND valid_to`,
      [asked.agentId, asked.on],
    );
    return rows[0]?.id ?? null;
  }

  async covers(
    reader: Reader,
    asked: { agentId: string; principalId: string; on: BusinessDate },
  ): Promise<boolean> {
    return (await this.principalOf(reader, asked)) === asked.principalId;
  }
}
