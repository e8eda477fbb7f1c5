import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner';

/** The texts of all statements that the product sends to its database during the work, in their order. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent = jest.spyOn(PostgresQueryRunner.prototype, 'query');
  try {
    await work();
    return sent.mock.calls.map(([text]) => text);
  } finally {
    sent.mockRestore();
  }
}
