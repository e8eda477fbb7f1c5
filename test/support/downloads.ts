import { resolve } from 'node:path';
import { readTree } from '../architecture/source-tree';
import type { Place } from './access-world';
import type { TestApp } from './app';
import { png } from './file-samples';
import { xlsxParts } from './xlsx-text';

/** Contracts and files hold what their people wrote; a table or document drawn from records holds no person. */
export const isExport = (path: string) => /\.(xlsx|csv|json)\b/.test(path);

/** Every address of the house under which something can be fetched that is no answer to a query. */
export function downloadRoutes(): string[] {
  const found: string[] = [];
  for (const [file, text] of readTree(resolve(__dirname, '../..'))) {
    if (!/^src\/\w+\//.test(file) || file.startsWith('src/platform/health') || file.endsWith('.spec.ts'))
      continue;
    const [, root = ''] = /@Controller\((?:'([^']*)')?\)/.exec(text) ?? [];
    for (const [, rest = ''] of text.matchAll(/@Get\((?:'([^']*)')?\)/g))
      found.push(`/${[root, rest].filter(Boolean).join('/')}`);
  }
  return found.toSorted();
}

/** What somebody gets to read: status and text, a workbook unpacked. */
export async function downloaded(url: string, token: string): Promise<string> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const table = answer.ok && /\.xlsx\b/.test(url);
  return `${answer.status} ${table ? [...xlsxParts(bytes).values()].join(' ') : bytes.toString()}`;
}

/** The words that name a person: a member’s name or login, or one of the secrets. */
export const personsIn = (text: string, secrets: readonly string[]): string[] => [
  ...secrets.filter((word) => text.includes(word)),
  ...(text.match(/示例成员\d+号|\bmember\d+\b/g) ?? []),
];

/** Documents of a place’s buyer: a contract, an agreement’s paper, a file of his own. */
export async function papersOf(app: TestApp, { buyerId, buyer }: Place) {
  const idOf = async (sql: string) => (await app.database.one<{ id: string }>(sql, [buyerId]))?.id;
  return {
    contract: await idOf(
      'SELECT c.id FROM order_contracts c JOIN orders o ON o.id = c.order_id WHERE o.buyer_id = $1',
    ),
    framework: await idOf(
      `SELECT d.id FROM framework_documents d JOIN framework_agreements f ON f.id = d.framework_id
        WHERE f.buyer_id = $1 AND f.state = 'ACTIVE'`,
    ),
    file: await uploadedBy(app, buyer.token),
    // nobody's but finance's own
    transferFile: (await app.database.one<{ id: string }>('SELECT id FROM payout_files LIMIT 1'))?.id,
  };
}

async function uploadedBy(app: TestApp, token: string): Promise<string> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/octet-stream',
    'x-file-name': encodeURIComponent('示例.png'),
  };
  const answer = await fetch(`${app.url}/files`, { method: 'POST', headers, body: new Uint8Array(png()) });
  const { id } = (await answer.json()) as { id: string };
  // as if a record named it: until then it is its uploader's alone
  await app.database.query('UPDATE files SET attached_at = $2 WHERE id = $1', [id, app.clock.now()]);
  return id;
}
