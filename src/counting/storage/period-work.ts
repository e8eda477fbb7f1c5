import { Injectable } from '@nestjs/common';
import { Notices, Tasks, describeWork } from '../../organizations/index';
import { AgreementParties, type AgreementFacts, type PartyOffice } from '../../pairing/index';
import { addDays, businessDateOf, startOfBusinessDate, type Tx } from '../../platform/index';
import { Regions, wholeNumberOf, type RuleKey } from '../../regions/index';
import type { CountingPeriod } from './counting-period.entity';
import { OfficesAbove } from './offices-above';

const CLOSE = 'CLOSE_COUNTING_MONTH';
const SIGN = 'SIGN_COUNTING_PERIOD';
const CHASE = 'CHASE_COUNTING_SIGNATURE';
const CORRECTED = 'COUNTING_PERIOD_CORRECTED';
const REMINDER = 'COUNTING_SIGNATURE_REMINDER';
const ESCALATED = 'COUNTING_SIGNATURE_ESCALATED';
const SIGNED = 'COUNTING_PERIOD_SIGNED';
const LOCKED = 'COUNTING_PERIOD_LOCKED';
describeWork({
  [CLOSE]: { zh: '截止上月统计期', en: 'Close the month that is over' },
  [SIGN]: { zh: '核对并签署统计期对账单', en: 'Reconcile and sign the report of the month' },
  [CHASE]: { zh: '督促下级协作办签署统计期对账单', en: 'See to it that the office below signs the report' },
  [CORRECTED]: {
    zh: '统计期清单经核查更正，对账单重新出具，原签署作废',
    en: 'The month’s list was corrected: its report is made anew and what was signed is void',
  },
  [REMINDER]: { zh: '统计期对账单待贵方签署', en: 'The report of the month waits for your signature' },
  [ESCALATED]: {
    zh: '统计期对账单逾期未签，已提请上级督促',
    en: 'The report of the month was not signed in time: the level above has been asked to act',
  },
  [SIGNED]: { zh: '统计期对账单双方已签署', en: 'Both sides have signed the report of the month' },
  [LOCKED]: { zh: '统计期已锁定', en: 'The month is locked' },
});

type Month = Pick<CountingPeriod, 'agreementId' | 'month'>;

/** 待办 and notices of the two offices about their months. */
@Injectable()
export class PeriodWork {
  constructor(
    private readonly parties: AgreementParties,
    private readonly above: OfficesAbove,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly regions: Regions,
  ) {}

  async toClose(tx: Tx, agreement: AgreementFacts, month: string, endsOn: string): Promise<void> {
    const dueAt = await this.daysLater(tx, 'PERIOD_CUTOFF_DAYS', endsOn);
    for (const { organizationId, role } of await this.parties.offices(tx, agreement))
      await this.tasks.open(tx, {
        organizationId,
        role,
        kind: CLOSE,
        ...monthOf(agreement.id, month),
        dueAt,
      });
  }

  async closed(tx: Tx, { agreementId, month }: Month): Promise<void> {
    await this.tasks.close(tx, { kind: CLOSE, ...monthOf(agreementId, month) });
  }

  async toSign(tx: Tx, period: CountingPeriod, agreement: AgreementFacts): Promise<void> {
    const dueAt = await this.daysLater(tx, 'SIGNATURE_REMINDER_DAYS', businessDateOf(tx.at));
    for (const { organizationId, role } of await this.parties.offices(tx, agreement))
      await this.tasks.open(tx, { organizationId, role, kind: SIGN, ...subject(period), dueAt });
  }

  /** What the two sides were to sign, or had signed, is no more. */
  async corrected(tx: Tx, period: CountingPeriod, agreement: AgreementFacts): Promise<void> {
    await this.tasks.close(tx, { kind: CHASE, ...subject(period) });
    await this.tellBoth(tx, period, agreement, CORRECTED);
  }

  async signedBy(tx: Tx, period: CountingPeriod, organizationId: string): Promise<void> {
    await this.tasks.close(tx, { kind: SIGN, ...subject(period), organizationId });
  }

  async signedByBoth(tx: Tx, period: CountingPeriod, agreement: AgreementFacts): Promise<void> {
    await this.tasks.close(tx, subject(period));
    await this.tellBoth(tx, period, agreement, SIGNED);
  }

  async locked(tx: Tx, period: CountingPeriod, agreement: AgreementFacts): Promise<void> {
    await this.tellBoth(tx, period, agreement, LOCKED);
  }

  async remind(tx: Tx, period: CountingPeriod, silent: readonly PartyOffice[]): Promise<void> {
    for (const { organizationId, role } of silent)
      await this.notices.send(tx, {
        organizationId,
        role,
        kind: REMINDER,
        ...subject(period),
        ...data(period),
      });
  }

  /** The silent side and the other are told; the province above the silent office, or the platform, has to see to it. */
  async escalate(tx: Tx, period: CountingPeriod, agreement: AgreementFacts, silent: readonly PartyOffice[]) {
    await this.tellBoth(tx, period, agreement, ESCALATED);
    const sides = silent.map(({ side }) => side);
    for (const [organizationId, role] of await this.above.of(tx, agreement, sides))
      await this.tasks.open(tx, { organizationId, role, kind: CHASE, ...subject(period) });
  }

  private async tellBoth(tx: Tx, period: CountingPeriod, agreement: AgreementFacts, kind: string) {
    for (const { organizationId, role } of await this.parties.offices(tx, agreement))
      await this.notices.send(tx, { organizationId, role, kind, ...subject(period), ...data(period) });
  }

  private async daysLater(tx: Tx, key: RuleKey, from: string): Promise<Date> {
    const days = wholeNumberOf(await this.regions.rule(key, from, undefined, tx));
    return startOfBusinessDate(addDays(from, days + 1));
  }
}

const subject = ({ id }: CountingPeriod) => ({ subjectKind: 'CountingPeriod', subjectId: id });
const data = ({ agreementId, month, revision }: CountingPeriod) => ({
  data: { agreementId, month: month.slice(0, 7), revision: String(revision) },
});
/** A month nobody has closed has no id of its own. */
const monthOf = (agreementId: string, month: string) => ({
  subjectKind: 'CountingMonth',
  subjectId: `${agreementId}/${month.slice(0, 7)}`,
});
