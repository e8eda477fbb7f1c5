import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';
import { Settlements } from '../../procurement/index';
import { portionIdOf, type Judgement } from '../domain/portion';
import { Judge } from './judge';
import { OrderPortions } from './order-portions';
import { DIFFERENCES, gatherLines, questionsAfter, type RecountQuestion } from './recount-lines';

/** Questions judged at once. */
const AT_ONCE = 2_000;

/**
 * Counts everything again from the raw records: settled lines, refunds, corrections, recalls, and the facts and rules of
 * their days. Neither the entries nor what was explained with them has a say; equal questions are judged once.
 */
@Injectable()
export class Recount {
  constructor(
    private readonly settlements: Settlements,
    private readonly portions: OrderPortions,
    private readonly judge: Judge,
  ) {}

  /** In the caller's transaction: its tables are gone with it. */
  async differences(reader: Reader): Promise<{ examined: number; lines: string[] }> {
    await gatherLines(reader);
    let after: RecountQuestion | null = null;
    for (;;) {
      const questions: RecountQuestion[] = await questionsAfter(reader, after, AT_ONCE);
      await this.answer(reader, questions);
      if (questions.length < AT_ONCE) break;
      after = questions.at(-1) ?? null;
    }
    await reader.query('ANALYZE recount_answers');
    const [total] = await reader.query<{ count: number }>('SELECT count(*)::int AS count FROM recount_lines');
    const rows = await reader.query<{ line: string }>(DIFFERENCES);
    return { examined: total?.count ?? 0, lines: rows.map(({ line }) => line) };
  }

  private async answer(reader: Reader, questions: readonly RecountQuestion[]): Promise<void> {
    const lines = await this.settlements.linesById(
      reader,
      questions.map(({ portionId }) => portionId),
    );
    const portions = await this.portions.ofSettled(reader, lines);
    const known = new Map(portions.map((portion) => [portionIdOf(portion.source), portion]));
    const asked = questions.map(({ portionId, unitId }) => {
      const portion = known.get(portionId);
      if (!portion) throw new Error(`the settled line ${portionId} is gone`);
      return { ...portion, unitId };
    });
    const judged = await this.judge.judgements(reader, asked);
    const answers = questions.flatMap(({ key }, index) =>
      (judged[index] ?? []).flatMap((judgement) => answerOf(key, judgement)),
    );
    await reader.query(
      `INSERT INTO recount_answers (key, scheme, mode, unit, agreement_id, pairing_id)
       SELECT key, scheme, mode, unit, agreement_id, pairing_id FROM json_to_recordset($1::json)
         AS told (key bigint, scheme text, mode text, unit text, agreement_id uuid, pairing_id uuid)`,
      [JSON.stringify(answers)],
    );
  }
}

function answerOf(key: bigint, { scheme, mode, unit, leaf }: Judgement): object[] {
  if (!leaf) return [];
  return [
    {
      key: String(key),
      scheme,
      mode,
      unit,
      agreement_id: leaf.agreementId,
      pairing_id: leaf.pairingId,
    },
  ];
}
