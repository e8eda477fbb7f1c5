import { Injectable } from '@nestjs/common';
import { formatMoney } from '../../../libs/money/src/index';
import { Role } from '../../organizations/index';
import { Clock, Database, FieldCipher, hasRole, notFound, type Actor } from '../../platform/index';
import type { ConnectAccount } from '../storage/connect-account.entity';
import { ConnectRows } from '../storage/connect-rows';
import type { ConnectAccountType } from './connect-account.type';

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' });

/** A supplier's account as he and those who watch the money see it; for others there is none. */
@Injectable()
export class ConnectAccountReader {
  constructor(
    private readonly database: Database,
    private readonly rows: ConnectRows,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  /** Null where the supplier has none; NOT_FOUND for others. */
  async ofSupplier(actor: Actor, supplierId: string): Promise<ConnectAccountType | null> {
    if (actor.organizationId !== supplierId && !hasRole(actor, Role.FINANCE, Role.AUDITOR))
      throw notFound(['supplierId']);
    const row = await this.rows.ofSupplier(this.database, supplierId);
    return row && this.shown(actor, row);
  }

  async find(actor: Actor, id: string): Promise<ConnectAccountType> {
    const row = await this.rows.account(this.database, 'id = $1', [id]);
    if (!row) throw notFound();
    return this.shown(actor, row);
  }

  private async shown(actor: Actor, row: ConnectAccount): Promise<ConnectAccountType> {
    const { id, version, supplierId, state, payableFrom, failureCode, proposedAt } = row;
    const sums = await this.database.one<{ lying: bigint; debt: bigint }>(
      `SELECT COALESCE((SELECT b.natural_fen - b.promised_fen FROM ledger_accounts l
                          JOIN ledger_balances b ON b.account_id = l.id
                         WHERE l.owner = $2 AND l.purpose = 'PROVIDER_CONNECTED'), 0)::bigint AS lying,
              COALESCE((SELECT sum(r.fen) FROM stripe_reversals r JOIN stripe_transfers t ON t.id = r.transfer_id
                         WHERE t.account_id = $1 AND r.state = 'DEBT'), 0)::bigint AS debt`,
      [id, supplierId],
    );
    return {
      id,
      version,
      supplierId,
      state,
      payableFrom,
      onboardingUrl: this.linkFor(actor, row),
      lying: yuan(sums?.lying ?? 0n),
      debt: yuan(sums?.debt ?? 0n),
      failureCode,
      proposedAt,
    };
  }

  private linkFor(actor: Actor, { supplierId, linkEncrypted, linkExpiresAt }: ConnectAccount): string | null {
    const own = actor.organizationId === supplierId && hasRole(actor, Role.ORG_ADMIN);
    const valid = linkExpiresAt !== null && linkExpiresAt > this.clock.now();
    return own && valid && linkEncrypted !== null ? this.cipher.decrypt(linkEncrypted) : null;
  }
}
