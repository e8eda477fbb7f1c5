import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { KEY, type LoadJob, type LoadRequest, type LoadResult } from './load-job';

/**
 * The load generator, a process of its own: HTTP/1.1 over plain sockets, one request at a time on each connection.
 * It shares the machine with what it measures, so it does as little as it can.
 */
interface Tally {
  readonly latencies: number[];
  failed: number;
  failure: string | null;
}

interface Prepared {
  readonly head: string;
  readonly body: string;
  readonly whole: Buffer | null;
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');

function prepare(request: LoadRequest): Prepared {
  const headers = { host: '127.0.0.1', ...request.headers };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = request.method === 'POST' ? `content-length: ${Buffer.byteLength(request.body)}\r\n` : '';
  const head = `${request.method} ${request.path} HTTP/1.1\r\n${lines.join('')}${length}\r\n`;
  const whole = request.body.includes(KEY) ? null : Buffer.from(head + request.body);
  return { head, body: request.body, whole };
}

function bytesOf({ head, body, whole }: Prepared): Buffer {
  return whole ?? Buffer.from(head + body.replaceAll(KEY, randomUUID()));
}

/** Where the answer ends and its body begins, once all of it is there. */
function answerIn(bytes: Buffer): { begin: number; end: number; ok: boolean } | null {
  const headEnd = bytes.indexOf(END_OF_HEAD);
  if (headEnd < 0) return null;
  const head = bytes.toString('latin1', 0, headEnd);
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without a length:\n${head}`);
  const begin = headEnd + END_OF_HEAD.length;
  const end = begin + Number(length);
  return bytes.length < end ? null : { begin, end, ok: head.startsWith('HTTP/1.1 200') };
}

function drive(job: LoadJob, next: () => Buffer, deadline: number, tally: Tally): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port: job.port, host: '127.0.0.1', noDelay: true });
    const expected = Buffer.from(job.expects);
    let received: Buffer = Buffer.alloc(0);
    let begun = 0;
    const send = () => {
      begun = performance.now();
      socket.write(next());
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const answer = answerIn(received);
      if (!answer) return;
      const now = performance.now();
      tally.latencies.push(now - begun);
      if (!answer.ok || received.indexOf(expected, answer.begin) < 0) {
        tally.failed += 1;
        tally.failure ??= received.toString('utf8', 0, 2000);
      }
      received = Buffer.alloc(0);
      if (now < deadline) send();
      else socket.end();
    });
  });
}

async function run(job: LoadJob): Promise<LoadResult> {
  const prepared = job.requests.map(prepare);
  let turn = Math.floor(Math.random() * prepared.length);
  const next = () => {
    turn = (turn + 1) % prepared.length;
    return bytesOf(prepared[turn] as Prepared);
  };
  const tally: Tally = { latencies: [], failed: 0, failure: null };
  const begun = performance.now();
  const deadline = begun + job.seconds * 1000;
  await Promise.all(Array.from({ length: job.connections }, () => drive(job, next, deadline, tally)));
  const seconds = (performance.now() - begun) / 1000;
  const sorted = tally.latencies.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const { failed, failure } = tally;
  return { perSecond: sorted.length / seconds, failed, failure, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

process.on('message', (job: LoadJob) => {
  run(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
