import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  naturalBalance,
  pendingTransfer,
  postPending,
  reverse,
  transfer,
  voidPending,
  type Transfer,
} from '../../../libs/ledger/src/index';
import type { Reader, Tx } from '../../platform/index';
import { sideOf, type AccountPurpose, type LedgerAccount } from '../domain/accounts';
import { movementsOf, type Posting, type Resolution } from '../domain/posting';
import { contentHash, resolutionHash } from './content-hash';
import { PostedTransfers } from './posted-transfers';
import { TransferRows, type StoredTransfer } from './transfer-rows';

type Resolving = typeof postPending<AccountPurpose>;

/**
 * The one book of money: append-only transfers that balance. Every verb moves money once per key; the same again answers
 * with the first transfer, another content under a used key is a defect and throws an Error, as an unbalanced posting does.
 */
@Injectable()
export class Ledger {
  constructor(
    private readonly rows: TransferRows,
    private readonly transfers: PostedTransfers,
  ) {}

  /** Money that has moved. Throws Refused ACCOUNT_SHORT when a guarded account would fall below zero. */
  async post(tx: Tx, posting: Posting): Promise<StoredTransfer> {
    const built = await this.build(tx, posting);
    return this.rows.add(tx, built, { ...posting, hash: contentHash(posting) });
  }

  /**
   * Money that is promised and leaves no other way until it is posted or voided: what guarded accounts promise no longer
   * stands to their disposal (Refused ACCOUNT_SHORT), what they are promised does not yet.
   */
  async promise(tx: Tx, posting: Omit<Posting, 'reversalOf'>): Promise<StoredTransfer> {
    const built = pendingTransfer({ ...factsOf(tx, posting), entries: movementsOf(posting) });
    return this.rows.add(tx, built, { ...posting, hash: contentHash(posting, 'PENDING') });
  }

  /** Moves exactly what was promised. Throws Refused TRANSFER_NOT_PENDING or TRANSFER_ALREADY_RESOLVED. */
  async postPromised(tx: Tx, resolution: Resolution): Promise<StoredTransfer> {
    return this.resolve(tx, resolution, postPending);
  }

  /** Frees what was promised; nothing moves. Throws as `postPromised` does. */
  async voidPromised(tx: Tx, resolution: Resolution): Promise<StoredTransfer> {
    return this.resolve(tx, resolution, voidPending);
  }

  /** Whether a key was used; certain only under the lock that serialises the subject. */
  async isPosted(reader: Reader, key: string): Promise<boolean> {
    return this.rows.has(reader, key);
  }

  /** Positive when the account stands on its normal side; `at` looks at what had happened by then. */
  async balance(reader: Reader, account: LedgerAccount, at?: Date): Promise<bigint> {
    return naturalBalance(await this.rows.sum(reader, account, at), sideOf(account.purpose));
  }

  /** What a guarded account can still dispose of: its balance less what is promised; stays so until the transaction ends. */
  async available(tx: Tx, account: LedgerAccount): Promise<bigint> {
    return this.rows.available(tx, account);
  }

  private async build(tx: Tx, posting: Posting): Promise<Transfer<AccountPurpose>> {
    const facts = { ...factsOf(tx, posting), entries: movementsOf(posting) };
    if (posting.reversalOf === undefined) return transfer(facts);
    const { original, links } = await this.transfers.withLinks(tx, posting.reversalOf);
    // A replay is compared by its content when it is stored; only a new reversal has to fit into what is left.
    if (await this.isPosted(tx, posting.key)) return transfer(facts);
    return reverse(original, links, facts);
  }

  private async resolve(tx: Tx, resolution: Resolution, resolving: Resolving): Promise<StoredTransfer> {
    const { original, links, subject } = await this.transfers.withLinks(tx, resolution.pendingId);
    const step = resolving === postPending ? 'POST' : 'VOID';
    const said = {
      key: resolution.key,
      kind: resolution.kind,
      subject,
      hash: resolutionHash(resolution, step),
    };
    const earlier = await this.rows.earlier(tx, said);
    if (earlier) return earlier;
    return this.rows.add(tx, resolving(original, links, factsOf(tx, resolution)), said);
  }
}

function factsOf(tx: Tx, { kind, eventAt }: Pick<Posting, 'kind' | 'eventAt'>) {
  return { id: randomUUID(), kind, eventAt: eventAt ?? tx.at };
}
