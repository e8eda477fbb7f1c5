import { tries, type Eyes } from './four-eyes';
import { heardCase } from './four-eyes-cases';
import type { Course } from './four-eyes-course';
import { makeGoods } from './goods';
import type { Person } from './people';
import { Recalls } from './recalls';

const words = '示例';

export const trying =
  (table: string, verb: string, input: (id: string, eyes: Eyes) => object | Promise<object>) =>
  async (eyes: Eyes, by: Person, id: string) => {
    const row = await eyes.app.database.one<{ version: number }>(
      `SELECT version FROM ${table} WHERE id = $1`,
      [id],
    );
    return tries(eyes, by, verb, { expectedVersion: row?.version ?? 1, ...(await input(id, eyes)) });
  };

async function everyLine(caseId: string, { app }: Eyes): Promise<object> {
  const lines = await app.database.query<{ id: string }>(
    'SELECT id FROM aftersales_case_lines WHERE case_id = $1',
    [caseId],
  );
  return { caseId, words, lines: lines.map(({ id }) => ({ caseLineId: id, amount: { amount: '6.00' } })) };
}

/** What the platform decides between buyer and supplier. */
export const award: Course = {
  name: 'an award',
  people: ({ of }) => of.platform,
  begin: async (eyes) => (await heardCase(eyes)).id,
  tries: {
    propose: trying('aftersales_cases', 'proposeCaseAward', everyLine),
    confirm: trying('aftersales_cases', 'confirmCaseAward', (caseId) => ({ caseId })),
    reject: trying('aftersales_cases', 'rejectCaseAward', (caseId) => ({ caseId, words })),
  },
  apart: [{ step: /^confirmAward /, notAfter: /^proposeAward /, last: true }],
  once: [/^confirmAward /],
};

/** What the platform decides for all buyers of a recalled lot. */
export const recall: Course = {
  name: 'the refund of a recall',
  people: ({ of }) => of.platform,
  async begin({ app, people }) {
    const goods = await makeGoods(app, people);
    await new Recalls(app, people).recall(goods.lotId);
    await app.settle();
    return goods.lotId;
  },
  tries: {
    propose: trying('lot_recalls', 'proposeRecallRefund', (recallId) => ({ recallId, words })),
    confirm: trying('lot_recalls', 'confirmRecallRefund', (recallId) => ({ recallId })),
    reject: trying('lot_recalls', 'rejectRecallRefund', (recallId) => ({ recallId })),
  },
  apart: [{ step: /^confirmRecallRefund /, notAfter: /^proposeRecallRefund /, last: true }],
  once: [/^confirmRecallRefund /],
};
