import { connect } from 'node:net';
import { must, ask } from './ordering';
import type { Stage } from './stage';

const deep = `{ ${'about { '.repeat(400)}`;

const BODIES: readonly [string, string | Buffer, Record<string, string>?][] = [
  ['no JSON', '{"query": '],
  ['JSON of something else', '[1, 2, 3]'],
  ['null', 'null'],
  ['a number', '7'],
  ['no query', '{"variables": {}}'],
  ['a query that is no text', '{"query": {"a": 1}}'],
  ['variables that are no object', '{"query": "{ about { today } }", "variables": "x"}'],
  [
    '__proto__',
    '{"query": "{ about { today } }", "__proto__": {"admin": true}, "variables": {"__proto__": 1}}',
  ],
  ['too deep', JSON.stringify({ query: deep })],
  [
    'too many aliases',
    JSON.stringify({
      query: `{ ${Array.from({ length: 2000 }, (_, n) => `a${n}: about { today }`).join(' ')} }`,
    }),
  ],
  ['too large', JSON.stringify({ query: `{ about { today } } #${'x'.repeat(2_000_000)}` })],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ['a wrong type', '<xml/>', { 'content-type': 'text/xml' }],
  ['a forged cursor', JSON.stringify({ query: '{ orders(after: "AAAA") { edges { node { id } } } }' })],
  ['a forged token', '{"query": "{ me { id } }"}', { authorization: `Bearer ${'a.'.repeat(900)}` }],
];

/** What attackers send: refused in words of ours, and never a fault of ours. */
export async function hostileInput(stage: Stage): Promise<string> {
  const seen: number[] = [];
  for (const [what, body, headers] of BODIES) {
    const response = await fetch(`${stage.web(0).url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: body as BodyInit,
    });
    const text = await response.text();
    must(response.status < 500, `${what}: ${response.status} ${text.slice(0, 200)}`);
    must(
      !/node_modules|at \w+ \(|SELECT |INTERNAL/.test(text),
      `${what}: shows the inside: ${text.slice(0, 200)}`,
    );
    seen.push(response.status);
  }
  await rawBytes(stage, 'GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n');
  await rawBytes(stage, '\u0016\u0003\u0001 hello, is this TLS?');
  must((await ask(stage.web(0), '{ about { today } }')).status === 200, 'not well afterwards');
  return `${BODIES.length + 2} kinds, statuses ${[...new Set(seen)].toSorted((a, b) => a - b).join(' ')}`;
}

function rawBytes(stage: Stage, bytes: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(stage.web(0).port, '127.0.0.1', () => socket.end(bytes));
    socket.on('error', () => undefined).on('close', () => resolve());
    socket.setTimeout(2000, () => socket.destroy()).resume();
  });
}

/** More than it can do at once: slow or told to come again, alive all the while. */
export async function flood(stage: Stage): Promise<string> {
  const query = `{ orders(first: 50) { edges { node { id number state total { amount } } } } }`;
  const { token } = stage.people.buyer.clerk;
  const begun = performance.now();
  const answers = Promise.all(
    Array.from({ length: stage.intensity.flood }, (_, index) =>
      ask(stage.web(index), query, {}, token).then(
        ({ status }) => status,
        () => 0,
      ),
    ),
  );
  const alive = await stage.web(0).health('live');
  const statuses = await answers;
  const odd = statuses.filter((status) => ![200, 429, 503].includes(status));
  must(odd.length === 0, `statuses ${odd.join(' ')}`);
  must(alive === 200, 'health did not answer during the flood');
  const rate = Math.round((statuses.length / (performance.now() - begun)) * 1000);
  return `${statuses.length} at once, ${statuses.filter((status) => status === 200).length} answered, ${rate}/s`;
}
