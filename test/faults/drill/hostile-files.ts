import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from '../../../src/platform/files/inspection';
import { laboriousXlsx } from '../../support/file-samples';
import { must } from './ordering';
import type { ProductProcess } from './product-process';
import type { Stage } from './stage';

const AT_ONCE = 4;
/** Looked into on the event loop, they held health up for 900 to 1,500 ms on a quiet machine. */
const LONGEST_MS = 500;
const BEFORE_MS = 2_000;

/** A file over plain HTTP, as clients send it. */
export function upload(web: ProductProcess, token: string, bytes: Buffer, name: string): Promise<Response> {
  return fetch(`${web.url}/files`, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      authorization: `Bearer ${token}`,
      'x-file-name': name,
    },
    body: new Uint8Array(bytes),
  });
}

/** Files made to be looked into for long: the process answers others all the while. */
export async function laboriousFiles(stage: Stage): Promise<string> {
  const web = stage.web(0);
  const bytes = laboriousXlsx();
  const allowed = await allowedWait(stage, bytes);
  const before = await longestWait(web, AbortSignal.timeout(BEFORE_MS)); // what a busy machine costs without them
  const uploads = Array.from({ length: AT_ONCE }, () =>
    upload(web, stage.people.buyer.clerk.token, bytes, 'a.xlsx').then(({ status }) => status),
  );
  const over = new AbortController();
  const statuses = Promise.all(uploads).finally(() => over.abort());
  const longest = await longestWait(web, over.signal);
  const odd = (await statuses).filter((status) => status !== 201);
  must(odd.length === 0, `statuses ${odd.join(' ')}`);
  must(longest <= before + allowed, `health waited ${longest} ms, before that ${before} ms`);
  return `${AT_ONCE} sheets of 400,000 relations at once, health answered within ${longest} ms (before: ${before} ms), ${residentMegabytes(web)} MB`;
}

/** The promised time; where none is kept, what one file costs this very machine: on the event loop it is more. */
async function allowedWait(stage: Stage, bytes: Buffer): Promise<number> {
  if (stage.intensity.patience === 1) return LONGEST_MS;
  const begun = performance.now();
  await inspect(bytes, 'xlsx', null);
  return Math.max(LONGEST_MS, performance.now() - begun);
}

/** Milliseconds that health took at most, asked again and again until the signal says so. */
async function longestWait(web: ProductProcess, until: AbortSignal): Promise<number> {
  let longest = 0;
  while (!until.aborted) {
    const begun = performance.now();
    must((await web.health('live')) === 200, 'health did not answer');
    longest = Math.max(longest, performance.now() - begun);
    await sleep(5);
  }
  return Math.round(longest);
}

/** As Linux tells it; elsewhere nothing. */
function residentMegabytes({ pid }: ProductProcess): string {
  try {
    const [, kilobytes = ''] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return String(Math.round(Number(kilobytes) / 1024));
  } catch {
    return '?';
  }
}
