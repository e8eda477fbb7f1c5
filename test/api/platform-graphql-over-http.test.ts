import { serverAudits } from 'graphql-http';
import { startPlatform, type PlatformApp } from '../support/platform-app';
import { Probe } from '../support/probe';
import { raw } from '../support/raw-http';

/**
 * The specification SHOULDs 200 for clients that accept only `application/json`. Here what is wrong with a request is
 * a 4xx for them, too, so that proxies, logs and alarms see it; `application/graphql-response+json` is as specified.
 */
const OTHERWISE = [
  'SHOULD use 200 status code on document parsing failure when accepting application/json',
  'SHOULD use 200 status code on document validation failure when accepting application/json',
  'SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
];

describe('GraphQL over HTTP', () => {
  let app: PlatformApp;
  let production: PlatformApp;
  beforeAll(async () => {
    // The audits ask for the schema's own types; nothing else differs from production here.
    [app, production] = await Promise.all([startPlatform([Probe], 'dev'), startPlatform([Probe], 'serve')]);
  });
  afterAll(() => Promise.all([app.close(), production.close()]));

  it('is as its specification says, but for three SHOULDs', async () => {
    const audits = serverAudits({
      url: `${app.url}/graphql`,
      fetchFn: (url: string, init?: RequestInit) =>
        fetch(url, { ...init, headers: [...new Headers(init?.headers), ['apollo-require-preflight', '1']] }),
    });
    const missed: string[] = [];
    for (const audit of audits) {
      const { status, name } = await audit.fn();
      if (status !== 'ok') missed.push(name);
    }
    expect(audits.length).toBeGreaterThan(60);
    expect(missed.toSorted()).toEqual(OTHERWISE.toSorted());
  });

  const ask = (body: object, accept: string) =>
    raw(production, '/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify(body),
    });

  it.each([
    ['application/graphql-response+json', 200],
    ['application/graphql-response+json;q=0.9, application/json;q=0.1', 200],
    ['application/json', 200],
    ['*/*', 200],
    ['text/html', 406],
    ['application/xml', 406],
  ])('answers who accepts %s with %i', async (accept, status) => {
    expect((await ask({ query: '{ level { number } }' }, accept)).status).toBe(status);
  });

  it('takes nulls for what is not said, and knows no other shape', async () => {
    const fine = await ask(
      { query: '{ level { number } }', variables: null, operationName: null, extensions: null },
      '*/*',
    );
    expect([fine.status, fine.json?.errors]).toEqual([200, undefined]);
    for (const wrong of [
      { variables: [] },
      { variables: '{}' },
      { operationName: 7 },
      { extensions: 'x' },
      { extensions: [] },
    ]) {
      const answer = await ask({ query: '{ level { number } }', ...wrong }, '*/*');
      expect([wrong, answer.status, answer.json?.errors?.[0]?.extensions.code]).toEqual([
        wrong,
        400,
        'BAD_REQUEST',
      ]);
    }
  });
});
