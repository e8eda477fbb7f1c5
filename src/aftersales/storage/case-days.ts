import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { addDays, businessDateOf, type BusinessDate, type Tx } from '../../platform/index';
import { Regions, wholeNumberOf, type RuleKey } from '../../regions/index';
import type { OpenedKind } from '../domain/case-kinds';
import { caseRefusals } from '../domain/case.refusals';

/** Days after acceptance, or after settlement where that came later, in which a case is opened. */
export const OPENING_DAYS: Readonly<Record<OpenedKind, RuleKey>> = {
  SHORTAGE: 'CASE_SHORTAGE_DAYS',
  QUALITY: 'CASE_QUALITY_DAYS',
  RETURN: 'CASE_RETURN_DAYS',
  PRICE_ERROR: 'CASE_PRICE_ERROR_DAYS',
};

/** The dated days of after-sales cases. */
@Injectable()
export class CaseDays {
  constructor(private readonly regions: Regions) {}

  /** How many, by the rule of a day. */
  async of(tx: Tx, key: RuleKey, on: BusinessDate): Promise<number> {
    return wholeNumberOf(await this.regions.rule(key, on, undefined, tx));
  }

  /** The days begin when the goods were accepted, or settled where that came later: before, nothing could be claimed. */
  async requireInTime(
    tx: Tx,
    kind: OpenedKind,
    { acceptedAt, settledOn }: { readonly acceptedAt: Date; readonly settledOn: BusinessDate },
    path: RefusalPath,
  ): Promise<void> {
    const accepted = businessDateOf(acceptedAt);
    const from = accepted > settledOn ? accepted : settledOn;
    const until = addDays(from, await this.of(tx, OPENING_DAYS[kind], from));
    if (businessDateOf(tx.at) > until) refuse(caseRefusals.CASE_TOO_LATE({ until }, path));
  }

  /** The last day on which whoever is waited for has time, counted from today. */
  async until(tx: Tx, key: RuleKey): Promise<BusinessDate> {
    const today = businessDateOf(tx.at);
    return addDays(today, await this.of(tx, key, today));
  }
}
