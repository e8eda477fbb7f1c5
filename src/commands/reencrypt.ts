import type { INestApplicationContext } from '@nestjs/common';
import { phoneHash } from '../organizations/index';
import { payerNameHash, receiptHash } from '../payments/index';
import { AppConfig, FieldCipher, Transactions, moveToFirstKey, type SealedTable } from '../platform/index';
import { KEPT_DATA } from './kept-data';

const counterpartyHash: SealedTable['hashes'] = (cipher, plain) => {
  const account = plain.get('counterparty_account_encrypted');
  const hashes: Record<string, string> =
    account === undefined ? {} : { counterparty_account_hash: cipher.lookupHash(account) };
  return hashes;
};

const hashesOfReceipt: SealedTable['hashes'] = (cipher, plain, row) => {
  const payerAccount = plain.get('payer_account_encrypted') ?? '';
  const content_hash = receiptHash(cipher, {
    bankReference: String(row['bank_reference']),
    fen: row['fen'] as bigint,
    payerName: plain.get('payer_name_encrypted') ?? '',
    payerAccount,
    memo: plain.get('memo_encrypted') ?? null,
    receivedAt: row['received_at'] as Date,
  });
  return { content_hash, payer_account_hash: cipher.lookupHash(payerAccount) };
};

const HASHES: ReadonlyMap<string, SealedTable['hashes']> = new Map<string, SealedTable['hashes']>([
  [
    'members',
    (cipher, plain) => {
      const phone = plain.get('phone_encrypted');
      const hashes: Record<string, string> =
        phone === undefined ? {} : { phone_hash: phoneHash(cipher, phone) };
      return hashes;
    },
  ],
  [
    'bank_accounts',
    (cipher, plain) => ({ number_hash: cipher.lookupHash(plain.get('number_encrypted') ?? '') }),
  ],
  [
    'payer_declarations',
    (cipher, plain) => ({ payer_name_hash: payerNameHash(cipher, plain.get('payer_name_encrypted') ?? '') }),
  ],
  ['bank_lines', counterpartyHash],
  ['bank_statement_rows', counterpartyHash],
  ['bank_receipts', hashesOfReceipt],
  ['recorded_receipts', hashesOfReceipt],
]);

/** What the catalogue says is encrypted: a column added there is moved, too. */
export const SEALED_TABLES: readonly SealedTable[] = Object.entries(KEPT_DATA).flatMap(
  ([table, { ENCRYPTED }]) =>
    ENCRYPTED === undefined ? [] : [{ table, encrypted: ENCRYPTED.split(' '), hashes: HASHES.get(table) }],
);

/** After a new first key or another look-up key: moves everything, and says when the old key may go. */
export async function reencrypt(
  app: INestApplicationContext,
  say: (line: string) => void,
  parameters: readonly string[] = [],
): Promise<void> {
  if (app.get(AppConfig).embeddedDatabase && !parameters.includes('--embedded'))
    throw new Error(
      '未设 DATABASE_URL：这是本机内置库。确要更换它的密文，请加 -- --embedded / DATABASE_URL is not set: this is the embedded database; say -- --embedded if that one is meant',
    );
  for (const sealed of SEALED_TABLES) {
    const { seen, changed } = await moveToFirstKey(app.get(Transactions), app.get(FieldCipher), sealed);
    say(`✓ ${sealed.table}: ${changed} / ${seen}`);
  }
  say('全部密文已使用首个密钥，旧密钥可移除 / everything is under the first key: the old one may go');
}
