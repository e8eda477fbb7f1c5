import { connect } from 'node:net';
import type { Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { eventually } from '../support/eventually';
import { png } from '../support/file-samples';
import { startPlatform, type PlatformApp } from '../support/platform-app';
import { Probe } from '../support/probe';
import { raw } from '../support/raw-http';

const QUERY = '{ level { number } }';
const AS_ONE = { authorization: 'Bearer one' };
const JSON_TYPE = { 'content-type': 'application/json' };
const OCTETS = { 'content-type': 'application/octet-stream' };

describe('plain HTTP', () => {
  let app: PlatformApp;
  beforeAll(async () => {
    app = await startPlatform([Probe], 'serve', { TRUSTED_PROXIES: '127.0.0.0/8' });
  });
  afterAll(() => app.close());

  const headersOf = async (path: string, headers: Record<string, string> = {}) =>
    Object.fromEntries(
      (await fetch(`${app.url}${path}`, { headers: { 'apollo-require-preflight': '1', ...headers } }))
        .headers,
    );
  /** Bytes as they are, and what came back until the connection ended or the time was over: long where it must end. */
  const talk = (text: string, milliseconds = 120_000, leaving?: AbortSignal) =>
    new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(app.url).port), '127.0.0.1', () => socket.write(text));
      let got = '';
      socket.on('data', (bytes) => (got += bytes.toString()));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(got));
      leaving?.addEventListener('abort', () => socket.destroy());
      setTimeout(() => socket.destroy(), milliseconds).unref();
    });

  it.each([
    `/graphql?query=${QUERY}`,
    '/health/live',
    '/nowhere',
    '/files/x',
    '/graphql',
    '/%zz',
    `/files/${'a'.repeat(300)}`,
  ])('%s answers with headers that let a browser do nothing with it', async (path) => {
    expect(await headersOf(path)).toMatchObject({
      'content-security-policy':
        "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });

  it('does not repeat an address that is none', async () => {
    const answer = await fetch(`${app.url}/%3Cscript%3E%`);
    expect([answer.status, answer.headers.get('x-content-type-options')]).toEqual([400, 'nosniff']);
    expect(await answer.text()).not.toContain('script');
  });

  it('says nothing of what it is made of, and lets no foreign page read', async () => {
    const headers = await headersOf(`/graphql?query=${QUERY}`, { origin: 'https://foreign.example' });
    expect(
      Object.keys(headers).filter((name) => /^(server|x-powered-by|access-control-.*)$/.test(name)),
    ).toEqual([]);
    const preflight = await fetch(`${app.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://foreign.example', 'access-control-request-method': 'POST' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([405, null]);
  });

  it('asks browsers to stay with https where it is reached by https', async () => {
    const over = await headersOf('/health/live', { 'x-forwarded-proto': 'https' });
    expect(over['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    expect(await headersOf('/health/live')).not.toHaveProperty('strict-transport-security');
  });

  it.each([
    ['packed', { ...JSON_TYPE, 'content-encoding': 'gzip' }, gzipSync(JSON.stringify({ query: QUERY }))],
    [
      'in another alphabet',
      { 'content-type': 'application/json; charset=utf-16' },
      JSON.stringify({ query: QUERY }),
    ],
    ['as text', { 'content-type': 'text/plain' }, JSON.stringify({ query: QUERY })],
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }, `query=${QUERY}`],
    ['as a form with files', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--'],
    ['without a type', { 'content-type': '' }, JSON.stringify({ query: QUERY })],
  ])('refuses bodies %s', async (_what, headers, body) => {
    for (const path of ['/graphql', '/files']) {
      const answer = await raw(app, path, { method: 'POST', headers: { ...headers, ...AS_ONE }, body });
      expect([path, answer.status]).toEqual([path, 415]);
    }
  });

  /** A head that promises ten megabytes, of which none follow. */
  const promising = (path: string, more: string) =>
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\nx-file-name: a.png\r\n${more}\r\n`;
  const LENGTH = 'Content-Length: 10000000\r\n';

  it.each([
    ['by nobody', promising('/files', LENGTH), '401'],
    ['by nobody in pieces', promising('/files', 'Transfer-Encoding: chunked\r\n'), '401'],
    ['by a token that is none', promising('/files', `${LENGTH}Authorization: Bearer x\r\n`), '401'],
    ['to GraphQL', promising('/graphql', `${LENGTH}Authorization: Bearer one\r\n`), '415'],
    ['to nowhere', promising('/nowhere', LENGTH), '415'],
  ])('does not wait for file bytes sent %s', async (_how, head, status) => {
    const answer = await talk(head);
    expect(answer.slice(9, 12)).toBe(status);
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
  });

  it('reads eight files at a time, tells the ninth to come again, and forgets who went away', async () => {
    const head = promising('/files', `${LENGTH}Authorization: Bearer one\r\n`);
    const leaving = new AbortController();
    const talks = Array.from({ length: 8 }, () => talk(head, 120_000, leaving.signal));
    let ninth = '';
    // Until all eight are heard, the ninth takes a place and is told nothing.
    await eventually(async () => (ninth = await talk(head, 400)) !== '');
    expect(ninth).toMatch(/^HTTP\/1.1 429 [^]*retry-after: \d[^]*"TOO_MANY_REQUESTS"/i);
    leaving.abort();
    expect(await Promise.all(talks)).toEqual(Array(8).fill(''));
    const whole = { method: 'POST', headers: { ...AS_ONE, ...OCTETS, 'x-file-name': 'a.png' }, body: png() };
    await eventually(async () => (await raw(app, '/files', whole)).status === 201);
  });

  it('refuses a packed file', async () => {
    const headers = { ...AS_ONE, 'content-type': 'application/octet-stream', 'content-encoding': 'gzip' };
    const answer = await raw(app, '/files', { method: 'POST', headers, body: gzipSync('%PDF-') });
    expect(answer.status).toBe(415);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('knows no %s of GraphQL', async (method) => {
    const answer = await fetch(`${app.url}/graphql`, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  it.each([
    ['a prototype', '{"query":"{ level { number } }","__proto__":{"x":1}}', 400],
    ['a constructor', '{"query":"{ level { number } }","variables":{"constructor":{"prototype":{}}}}', 400],
    [
      'arrays in arrays',
      `{"query":"{ level { number } }","variables":{"x":${'['.repeat(1e5)}${']'.repeat(1e5)}}}`,
      200,
    ],
    ['objects in objects', `{"query":7,"extensions":${'{"a":'.repeat(5e4)}1${'}'.repeat(5e4)}}`, 400],
    ['half a character', '{"query":"{ level { number } }\\ud800"}', 400],
    [
      'cut bytes',
      Buffer.concat([Buffer.from('{"query":"{ level { number } } #'), Buffer.from([0xe4, 0xb8])]),
      400,
    ],
  ])('survives JSON with %s', async (_what, body, status) => {
    const answer = await raw(app, '/graphql', { method: 'POST', headers: JSON_TYPE, body });
    expect(answer.status).toBe(status);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it.each([
    [
      'an address of 20,000 characters',
      `GET /graphql?query=${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      '431',
    ],
    [
      'a header of 20,000 characters',
      `GET /health/live HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
      '431',
    ],
    [
      'two lengths',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      '400',
    ],
    ['no host', 'GET /health/live HTTP/1.1\r\n\r\n', '400'],
    [
      'a host that is none',
      `GET /graphql?query=${encodeURIComponent(QUERY)} HTTP/1.1\r\nHost: a b/..\r\napollo-require-preflight: 1\r\nConnection: close\r\n\r\n`,
      '400',
    ],
    ['an address that is none', 'GET http://[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', '400'],
    ['no HTTP', 'GARBAGE\r\n\r\n', '400'],
  ])('answers %s with a 4xx', async (_what, text, status) => {
    const answer = await talk(text);
    expect(answer.slice(9, 12)).toBe(status);
    expect(answer).not.toMatch(/node_modules|at \w+ \(/);
  });

  it('does not wait for ever for who sends slowly', async () => {
    const server = app.nest.getHttpServer() as Server & { connectionsCheckingInterval?: number };
    expect([server.headersTimeout, server.requestTimeout]).toEqual([10_000, 60_000]);
    server.headersTimeout = 500;
    server.requestTimeout = 500;
    const [head, body] = await Promise.all([
      talk('GET /health/live HTTP/1.1\r\nHost: x\r\n'),
      talk(
        'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{',
      ),
    ]);
    expect([head.slice(9, 12), body.slice(9, 12)]).toEqual(['408', '408']);
  });
});
