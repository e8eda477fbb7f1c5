import { startTestApp, type TestApp } from '../support/app';

describe('the platform', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('answers GraphQL over HTTP', async () => {
    expect(await app.graphql('{ __typename }')).toEqual({ status: 200, data: { __typename: 'Query' } });
  });

  it('keeps the schema to itself in production', async () => {
    const answer = await app.graphql('{ __schema { types { name } } }');
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});
