import { Injectable } from '@nestjs/common';
import { Refused, refuse } from '../../../libs/workflow/src/index';
import type { Tx } from '../../platform/index';
import { reasonText } from '../domain/count-reasons';
import { monthOf } from '../domain/portion';
import type { RestatedLine } from '../domain/restatement-document';
import { restatementRefusals } from '../domain/restatement.refusals';
import type { TakingBack } from '../domain/reversal-reasons';
import { Contests } from './contests';
import { CountingEntries, type LiveEntry } from './counting-entries';
import type { CountingPeriod } from './counting-period.entity';
import { Judge } from './judge';
import type { NewEntry } from './new-entries';
import { RestatablePortions } from './restatable-portions';

/** The month that is restated and the scheme it is of. */
export interface Restated {
  readonly period: CountingPeriod;
  readonly scheme: string;
  readonly cause: string;
}

/** A change and the entry that will be written for it. */
export interface PlannedChange {
  readonly line: RestatedLine;
  readonly entry: NewEntry;
}

/** What judging decides of an entry. */
const JUDGED = ['commitment_id', 'pairing_id', 'mode', 'helper_id', 'unit', 'amount_fen', 'attempt'];

/** What a restatement would write: whole rests taken out, portions brought in by the rules of their day. */
@Injectable()
export class RestatementPlans {
  constructor(
    private readonly entries: CountingEntries,
    private readonly contests: Contests,
    private readonly portions: RestatablePortions,
    private readonly judge: Judge,
  ) {}

  async out(
    tx: Tx,
    { period, scheme, cause }: Restated,
    entryIds: readonly string[],
  ): Promise<PlannedChange[]> {
    const found = await tx.query<
      { id: string; portionId: string } & Pick<RestatedLine, 'mode' | 'unit' | 'county' | 'category'>
    >(
      `SELECT e.id, e.portion_id AS "portionId", e.mode, e.unit, e.county_code AS county, e.category_code AS category
         FROM counting_period_entries listed JOIN counting_entries e ON e.id = listed.entry_id
        WHERE listed.period_id = $1 AND e.id = ANY($2::uuid[]) AND e.kind = 'CONFIRMED'
          AND e.mode <> 'INTRODUCTION'`,
      [period.id, entryIds],
    );
    const portionIds = found.map(({ portionId }) => portionId);
    const contested = await this.frozen(tx, period, portionIds, scheme);
    const live = await this.entries.ofPortions(tx, portionIds);
    const why: TakingBack = { cause, reason: 'RESTATEMENT' };
    const planned: PlannedChange[] = [];
    for (const [index, id] of entryIds.entries()) {
      const facts = found.find((one) => one.id === id);
      const entry = live.find((one) => one.id === id);
      const path = ['outEntryIds', index];
      if (!facts || !entry || entry.restFen <= 0n || contested.has(facts.portionId))
        return refuse(restatementRefusals.ENTRY_NOT_ON_LIST(path));
      const [back] = await this.entries.takenBack(tx, entry, entry.restFen, why, { period: period.month });
      if (!back) return refuse(restatementRefusals.ENTRY_NOT_ON_LIST(path));
      const { portionId, mode, unit, county, category } = facts;
      const fen = -entry.restFen;
      planned.push({
        line: { kind: 'OUT', entryId: back.id, portionId, fen, mode, unit, county, category },
        entry: back,
      });
    }
    return planned;
  }

  async in(tx: Tx, restated: Restated, portionIds: readonly string[]): Promise<PlannedChange[]> {
    const { period, scheme } = restated;
    const contested = await this.frozen(tx, period, portionIds, scheme);
    const standing = (await this.entries.ofPortions(tx, portionIds)).filter((one) => one.scheme === scheme);
    const planned: PlannedChange[] = [];
    for (const [index, id] of portionIds.entries()) {
      const last = standing.find(({ portionId }) => portionId === id);
      if (contested.has(id) || (last && last.restFen > 0n))
        return refuse(restatementRefusals.PORTION_COUNTS_ALREADY(['inPortionIds', index]));
      planned.push(await this.broughtIn(tx, restated, id, { last, path: ['inPortionIds', index] }));
    }
    return planned;
  }

  /** Whether the portions of these entries would be brought in the same now: a recall or a mended record may say otherwise. */
  async wouldBringIn(
    tx: Tx,
    restated: Omit<Restated, 'scheme'>,
    entries: readonly NewEntry[],
  ): Promise<boolean> {
    if (entries.length === 0) return true;
    const scheme = String(entries[0]?.['scheme']);
    const portionIds = entries.map((entry) => String(entry['portion_id']));
    try {
      const planned = await this.in(tx, { ...restated, scheme }, portionIds);
      return planned.every(({ entry }, index) =>
        JUDGED.every((column) => entry[column] === entries[index]?.[column]),
      );
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  }

  /** The portions of the orders concerned, to be locked before anything is planned. */
  async ordersOf(tx: Tx, entryIds: readonly string[], portionIds: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT coalesce(e.order_id, l.claim_id) AS id FROM counting_entries e LEFT JOIN claim_lines l ON l.id = e.claim_line_id
        WHERE e.id = ANY($1::uuid[]) AND e.mode <> 'INTRODUCTION'
       UNION SELECT order_id FROM settlement_lines WHERE id = ANY($2::uuid[])
       UNION SELECT claim_id FROM claim_lines WHERE id = ANY($2::uuid[]) ORDER BY 1`,
      [entryIds, portionIds],
    );
    return rows.map(({ id }) => id);
  }

  private async broughtIn(
    tx: Tx,
    { period, scheme, cause }: Restated,
    portionId: string,
    { last, path }: { last: LiveEntry | undefined; path: readonly (string | number)[] },
  ): Promise<PlannedChange> {
    const portion = await this.portions.find(tx, portionId);
    if (!portion || monthOf(portion.on) !== period.month)
      return refuse(restatementRefusals.PORTION_NOT_OF_MONTH([...path]));
    if (await this.portions.isWaiting(tx, portion))
      return refuse(restatementRefusals.PORTION_WAITING([...path]));
    const [judgements = []] = await this.judge.judgements(tx, [portion]);
    const judgement = judgements.find((one) => one.scheme === scheme);
    if (judgement?.leaf?.agreementId !== period.agreementId)
      return refuse(
        restatementRefusals.PORTION_WOULD_NOT_COUNT(
          (judgement?.reasons ?? []).map((code) => reasonText(code, scheme)),
          [...path],
        ),
      );
    const booked = { period: period.month };
    const entry = await this.entries.counted(tx, portion, judgement, {
      attempt: (last?.attempt ?? 0) + 1,
      cause,
      booked,
    });
    const { countyCode: county, categoryCode: category } = portion;
    const of = { mode: judgement.mode, unit: String(entry['unit']), county, category };
    return { line: { kind: 'IN', entryId: entry.id, portionId, fen: portion.amountFen, ...of }, entry };
  }

  /** Contested now, or left out of what was signed: a dispute decides on these. */
  private async frozen(
    tx: Tx,
    { id, revision }: CountingPeriod,
    portionIds: readonly string[],
    scheme: string,
  ): Promise<Set<string>> {
    const now = await this.contests.among(tx, portionIds, scheme);
    const signedWithout = await tx.query<{ id: string }>(
      `SELECT portion_id AS id FROM counting_period_contested
        WHERE period_id = $1 AND revision = $2 AND portion_id = ANY($3::uuid[])`,
      [id, revision, portionIds],
    );
    return new Set([...now, ...signedWithout.map((row) => row.id)]);
  }
}
