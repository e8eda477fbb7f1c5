import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { ProviderMoney } from '../../payments/index';
import { Database, Transactions, type Tx } from '../../platform/index';
import { transferableFen } from '../domain/connect.rules';
import { firstLook } from '../domain/intent.rules';
import { ConnectRows } from './connect-rows';
import { ConnectTransfer } from './connect-transfer.entity';
import type { StripeIntent } from './intent.entity';
import { IntentRows } from './intent-rows';
import { StripeClient } from './stripe-client';

const HOME = 'cny';

/** Decides what of a capture goes to the supplier's account: once, and written down before Stripe is asked. */
@Injectable()
export class TransferPlacing {
  constructor(
    private readonly stripe: StripeClient,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly intents: IntentRows,
    private readonly rows: ConnectRows,
    private readonly money: ProviderMoney,
  ) {}

  /** The transfer's row; null where the money stays with the platform and is paid by bank. */
  async place(intentId: string): Promise<string | null> {
    const { sdk, settings } = this.stripe;
    const intent = await this.intents.find(this.database, intentId);
    if (!settings?.connect || intent?.state !== 'SUCCEEDED') return null;
    const placed = await this.rows.transfer(this.database, 'intent_id = $1', [intentId]);
    if (placed) return placed.id;
    const [capture] = await this.database.query<{ reference: string }>(
      'SELECT reference FROM provider_captures WHERE id = $1',
      [intentId],
    );
    if (!capture || !(await this.mayTake(intent))) return null;
    const feeFen = await feeOf(sdk, capture.reference);
    if (feeFen === null) return null;
    return this.transactions.run((tx) => this.add(tx, intent, capture.reference, feeFen));
  }

  private async mayTake({ requestId }: StripeIntent): Promise<boolean> {
    const [account] = await this.database.query(
      `SELECT FROM payment_requests r JOIN stripe_accounts a ON a.supplier_id = r.supplier_id
        WHERE r.id = $1 AND a.state = 'ACTIVE'`,
      [requestId],
    );
    return account !== undefined;
  }

  private async add(tx: Tx, intent: StripeIntent, charge: string, feeFen: bigint): Promise<string | null> {
    // First of all locks: a statement that is being approved promises what would be sent here.
    await tx.query(
      `SELECT FROM stripe_accounts a JOIN payment_requests r ON r.supplier_id = a.supplier_id
        WHERE r.id = $1 FOR UPDATE OF a`,
      [intent.requestId],
    );
    const capture = await this.money.settled(tx, intent.requestId, intent.id);
    const { orderId, supplierId, leftFen, payableFen } = capture;
    const placed = await this.rows.transfer(tx, 'intent_id = $1', [intent.id]);
    if (placed) return placed.id;
    const account = await this.rows.ofSupplier(tx, supplierId);
    const alreadyThereFen = await this.alreadyThere(tx, orderId);
    const fen = transferableFen({ leftFen, feeFen, payableFen, alreadyThereFen });
    if (fen === 0n || account?.state !== 'ACTIVE') return null;
    const transfer: ConnectTransfer = {
      id: randomUUID(),
      accountId: account.id,
      intentId: intent.id,
      orderId,
      charge,
      fen,
      state: 'CREATED',
      providerId: null,
      listedAs: null,
      failureCode: null,
      askedAt: tx.at,
      lookAgainAt: firstLook(tx.at),
      tries: 0,
      version: 1,
    };
    await tx.add(ConnectTransfer, transfer);
    return transfer.id;
  }

  private async alreadyThere(tx: Tx, orderId: string): Promise<bigint> {
    const [row] = await tx.query<{ fen: bigint }>(
      `SELECT COALESCE(sum(t.fen - COALESCE((SELECT sum(r.fen) FROM stripe_reversals r
                                               WHERE r.transfer_id = t.id AND r.state <> 'FAILED'), 0)), 0)::bigint AS fen
         FROM stripe_transfers t WHERE t.order_id = $1 AND t.state <> 'FAILED'`,
      [orderId],
    );
    return row?.fen ?? 0n;
  }
}

/** What Stripe kept of a charge; null where it settled in another currency: such money is paid by bank. */
async function feeOf(sdk: Stripe, reference: string): Promise<bigint | null> {
  const charge = await sdk.charges.retrieve(reference, { expand: ['balance_transaction'] });
  const settled = charge.balance_transaction;
  if (settled === null || typeof settled === 'string') throw new Error(`${reference} is in no balance yet`);
  return settled.currency === HOME ? BigInt(settled.fee) : null;
}
