import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Ledger, type LedgerAccount } from '../../ledger/index';
import { Errands, businessDateOf, type Tx } from '../../platform/index';
import { isOpenForMoney } from '../domain/connect.rules';
import { FOLLOW_CONNECT_PAYOUT } from '../domain/errands';
import { LARGEST_FEN, firstLook } from '../domain/intent.rules';
import { stripeRefusals } from '../domain/stripe.refusals';
import type { ConnectAccount } from './connect-account.entity';
import { ConnectPayout } from './connect-payout.entity';
import { ConnectRows, connectedAccount } from './connect-rows';
import { StripeClient } from './stripe-client';

export interface AskedPayout {
  readonly supplierId: string;
  readonly statementId: string;
  readonly fen: bigint;
}

/** The door for whoever pays suppliers: what can be paid out of their accounts at the provider, and asking for it. */
@Injectable()
export class ConnectPayouts {
  constructor(
    private readonly stripe: StripeClient,
    private readonly rows: ConnectRows,
    private readonly ledger: Ledger,
    private readonly errands: Errands,
  ) {}

  /** Where what is paid so leaves. */
  account(supplierId: string): LedgerAccount {
    return connectedAccount(supplierId);
  }

  /** What nothing else has been promised of, in one payout; stays so until the transaction ends. */
  async payableFen(tx: Tx, supplierId: string): Promise<bigint> {
    if (!(await this.open(tx, supplierId))) return 0n;
    const fen = await this.ledger.available(tx, connectedAccount(supplierId));
    return fen < LARGEST_FEN ? fen : LARGEST_FEN;
  }

  /** Nothing of these orders is on its way there, nor sets out until the transaction ends. Refuses CONNECT_TRANSFER_UNDER_WAY. */
  async requireArrived(
    tx: Tx,
    supplierId: string,
    orderIds: readonly string[],
    path: RefusalPath,
  ): Promise<void> {
    await tx.query('SELECT FROM stripe_accounts WHERE supplier_id = $1 FOR SHARE', [supplierId]);
    const underWay = await tx.query(
      `SELECT FROM stripe_transfers WHERE order_id = ANY ($1::uuid[]) AND state = 'CREATED' LIMIT 1`,
      [orderIds],
    );
    if (underWay.length > 0) refuse(stripeRefusals.CONNECT_TRANSFER_UNDER_WAY(path));
  }

  /** In a job after the commit; its end is told by an event. Answers with the number of the attempt. Refuses CONNECT_ACCOUNT_NOT_READY. */
  async ask(tx: Tx, { supplierId, ...asked }: AskedPayout, path: RefusalPath): Promise<number> {
    const account = await this.open(tx, supplierId);
    if (!account) return refuse(stripeRefusals.CONNECT_ACCOUNT_NOT_READY(path));
    const [earlier] = await tx.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM stripe_payouts WHERE statement_id = $1',
      [asked.statementId],
    );
    const payout: ConnectPayout = {
      ...asked,
      attempt: (earlier?.count ?? 0) + 1,
      id: randomUUID(),
      accountId: account.id,
      state: 'CREATED',
      providerId: null,
      failureCode: null,
      askedAt: tx.at,
      sentAt: null,
      paidAt: null,
      lookAgainAt: firstLook(tx.at),
      tries: 0,
      version: 1,
    };
    await tx.add(ConnectPayout, payout);
    await this.errands.ask(tx, FOLLOW_CONNECT_PAYOUT, [payout.id]);
    return payout.attempt;
  }

  private async open(tx: Tx, supplierId: string): Promise<ConnectAccount | null> {
    if (!this.stripe.settings?.connect) return null;
    const account = await this.rows.account(tx, `supplier_id = $1 AND state <> 'REFUSED' FOR SHARE`, [
      supplierId,
    ]);
    return account && isOpenForMoney(account, businessDateOf(tx.at)) ? account : null;
  }
}
