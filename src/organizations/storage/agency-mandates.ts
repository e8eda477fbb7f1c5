import { Injectable } from '@nestjs/common';
import {
  addDays,
  businessDateOf,
  counted,
  notFound,
  startOfBusinessDate,
  type Actor,
  type BusinessDate,
  type Reader,
  type Tx,
} from '../../platform/index';
import { AgencyMandateRow, type MandateKind, type MandateState } from './agency-mandate.entity';

export interface MandateCard {
  id: string;
  kind: MandateKind;
  agentId: string;
  principalId: string;
  validFrom: string;
  validTo: string;
  state: MandateState;
  textHash: string;
  signedAt: Date | null;
  proposedAt: Date;
  version: number;
}

const COLUMNS = `id, kind, agent_id AS "agentId", principal_id AS "principalId", valid_from AS "validFrom",
  valid_to AS "validTo", state, text_hash AS "textHash", signed_at AS "signedAt", proposed_at AS "proposedAt", version`;

const OF_PARTY = 'FROM agency_mandates WHERE $1 IN (agent_id, principal_id)';

/** A mandate that runs today. */
export interface RunningMandate {
  readonly id: string;
  readonly kind: MandateKind;
  readonly principalId: string;
}

export interface AgentOnDay {
  readonly agentId: string;
  readonly on: BusinessDate;
}

/** Which producers an agent sells for. */
@Injectable()
export class AgencyMandates {
  /** The one principal whose mandate covers the day: none before it was signed, with an ended one none after its end. */
  async principalOf(reader: Reader, asked: AgentOnDay): Promise<string | null> {
    return (await this.principalsOf(reader, [asked]))[0] ?? null;
  }

  /** The same of each agent and day in its order. */
  async principalsOf(reader: Reader, asked: readonly AgentOnDay[]): Promise<(string | null)[]> {
    if (asked.length === 0) return [];
    const rows = await reader.query<{ pair: number; id: string }>(
      `SELECT pair::int, principal_id AS id
       FROM unnest($1::uuid[], $2::date[], $3::timestamptz[]) WITH ORDINALITY asked (agent, day, ended, pair)
         JOIN agency_mandates ON agent_id = agent
        WHERE kind = 'SOLE' AND state IN ('ACTIVE', 'ENDED') AND day BETWEEN valid_from AND valid_to AND signed_at < ended`,
      [
        asked.map(({ agentId }) => agentId),
        asked.map(({ on }) => on),
        asked.map(({ on }) => startOfBusinessDate(addDays(on, 1))),
      ],
    );
    const known = new Map(rows.map(({ pair, id }) => [pair, id]));
    return asked.map((_, index) => known.get(index + 1) ?? null);
  }

  async covers(
    reader: Reader,
    asked: { agentId: string; principalId: string; on: BusinessDate },
  ): Promise<boolean> {
    return (await this.principalOf(reader, asked)) === asked.principalId;
  }

  /**
   * Those signed and not ended that cover the transaction's day, by id, locked: an end waits for this transaction, or it
   * finds the mandate ended.
   */
  running(tx: Tx, agentId: string): Promise<RunningMandate[]> {
    return tx.query<RunningMandate>(
      `SELECT id, kind, principal_id AS "principalId" FROM agency_mandates
        WHERE agent_id = $1 AND state = 'ACTIVE' AND $2::date BETWEEN valid_from AND valid_to ORDER BY id FOR SHARE`,
      [agentId, businessDateOf(tx.at)],
    );
  }

  /** Only the two parties see a mandate. */
  async visibleTo(reader: Reader, actor: Actor, id: string): Promise<MandateCard | null> {
    const rows = await reader.query<MandateCard>(
      `SELECT ${COLUMNS} FROM agency_mandates WHERE id = $1 AND $2 IN (agent_id, principal_id)`,
      [id, actor.organizationId],
    );
    return rows[0] ?? null;
  }

  /** Latest first. */
  ofParty(
    reader: Reader,
    organizationId: string,
    page: { after: readonly [string, string] | null; fetch: number },
  ): Promise<MandateCard[]> {
    return reader.query<MandateCard>(
      `SELECT ${COLUMNS} ${OF_PARTY}
          AND ($2::timestamptz IS NULL OR (proposed_at, id) < ($2, $3::uuid))
        ORDER BY proposed_at DESC, id DESC LIMIT $4`,
      [organizationId, page.after?.[0] ?? null, page.after?.[1] ?? null, page.fetch],
    );
  }

  countOfParty(reader: Reader, organizationId: string): Promise<number> {
    return counted(reader, OF_PARTY, [organizationId]);
  }

  /** Locks one of the actor's organization; throws NOT_FOUND for any other. */
  async lock(tx: Tx, actor: Actor, id: string): Promise<AgencyMandateRow> {
    const row = await tx.manager.findOne(AgencyMandateRow, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (row && [row.agentId, row.principalId].includes(actor.organizationId)) return row;
    throw notFound(['mandateId']);
  }
}
