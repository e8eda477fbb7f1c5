import { Injectable } from '@nestjs/common';
import { Notices, Tasks, describeWork } from '../../organizations/index';
import { AgreementParties, type AgreementFacts, type PairingSide } from '../../pairing/index';
import { addDays, businessDateOf, startOfBusinessDate, type Tx } from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import type { CountingDispute } from './counting-dispute.entity';
import { OfficesAbove } from './offices-above';
import { ProvinceParties } from './province-parties';

const ANSWER = 'ANSWER_COUNTING_DISPUTE';
const CHASE = 'CHASE_COUNTING_DISPUTE';
const DECIDE = 'DECIDE_COUNTING_DISPUTE';
const SPOKEN = 'COUNTING_DISPUTE_SPOKEN';
const REMINDER = 'COUNTING_DISPUTE_REMINDER';
const ESCALATED = 'COUNTING_DISPUTE_ESCALATED';
const UPHELD = 'COUNTING_DISPUTE_UPHELD';
const WITHDRAWN = 'COUNTING_DISPUTE_WITHDRAWN';
const DISMISSED = 'COUNTING_DISPUTE_DISMISSED';
describeWork({
  [ANSWER]: { zh: '答复统计期条目争议', en: 'Answer a dispute about lines of the month' },
  [CHASE]: { zh: '督促下级协作办处理统计期争议', en: 'See to it that the office below settles a dispute' },
  [DECIDE]: {
    zh: '与对方省级共同裁定统计期争议',
    en: 'Decide a dispute about the month together with the other province',
  },
  [SPOKEN]: { zh: '统计期争议有新的说明', en: 'Something was said in a dispute about the month' },
  [REMINDER]: { zh: '统计期争议待贵方答复', en: 'A dispute about the month waits for your answer' },
  [ESCALATED]: {
    zh: '统计期争议逾期未答复，已提请上级；争议条目暂不计入，其余可签署',
    en: 'A dispute was not answered in time: the level above is asked to act, and the month can be signed without its lines',
  },
  [UPHELD]: {
    zh: '争议成立，条目已冲销',
    en: 'The dispute was conceded, or decided so by both provinces: the lines are taken back',
  },
  [WITHDRAWN]: { zh: '争议已撤回，条目维持计入', en: 'The dispute was withdrawn: the lines stand' },
  [DISMISSED]: {
    zh: '双方省级裁定争议不成立，条目维持计入',
    en: 'Both provinces decided that the lines stand',
  },
});

export const otherSide = (side: PairingSide): PairingSide => (side === 'EAST' ? 'WEST' : 'EAST');

/** 待办 and notices of the two offices about a dispute. */
@Injectable()
export class DisputeWork {
  constructor(
    private readonly parties: AgreementParties,
    private readonly above: OfficesAbove,
    private readonly provinces: ProvinceParties,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly regions: Regions,
  ) {}

  /** The task lies with the side that has to speak next; the other learns of what was said by its task or a notice. */
  async waitsFor(
    tx: Tx,
    dispute: CountingDispute,
    agreement: AgreementFacts,
    side: PairingSide,
  ): Promise<void> {
    await this.tasks.close(tx, { kind: ANSWER, ...subject(dispute) });
    const today = businessDateOf(tx.at);
    const days = wholeNumberOf(await this.regions.rule('DISPUTE_ANSWER_DAYS', today, undefined, tx));
    const dueAt = startOfBusinessDate(addDays(today, days + 1));
    for (const { organizationId, role } of await this.officesOf(tx, agreement, side))
      await this.tasks.open(tx, { organizationId, role, kind: ANSWER, ...subject(dispute), dueAt });
    await this.tell(tx, dispute, agreement, side, SPOKEN);
  }

  async spoken(tx: Tx, dispute: CountingDispute, agreement: AgreementFacts, by: PairingSide): Promise<void> {
    await this.tell(tx, dispute, agreement, otherSide(by), SPOKEN);
  }

  async remind(
    tx: Tx,
    dispute: CountingDispute,
    agreement: AgreementFacts,
    silent: PairingSide,
  ): Promise<void> {
    await this.tell(tx, dispute, agreement, silent, REMINDER);
  }

  async escalate(
    tx: Tx,
    dispute: CountingDispute,
    agreement: AgreementFacts,
    silent: PairingSide,
  ): Promise<void> {
    for (const side of ['EAST', 'WEST'] as const) await this.tell(tx, dispute, agreement, side, ESCALATED);
    for (const [organizationId, role] of await this.above.of(tx, agreement, [silent]))
      await this.tasks.open(tx, { organizationId, role, kind: CHASE, ...subject(dispute) });
    await this.toSign(tx, dispute, agreement);
  }

  /** Both provinces have to propose, read and sign; the same task whatever of it is left to do. */
  async toSign(tx: Tx, dispute: CountingDispute, agreement: AgreementFacts): Promise<void> {
    for (const office of await this.provinces.offices(tx, agreement))
      await this.tasks.open(tx, { ...office, kind: DECIDE, ...subject(dispute) });
  }

  async signedBy(tx: Tx, dispute: CountingDispute, organizationId: string): Promise<void> {
    await this.tasks.close(tx, { kind: DECIDE, ...subject(dispute), organizationId });
  }

  async decided(tx: Tx, dispute: CountingDispute, agreement: AgreementFacts): Promise<void> {
    await this.tasks.close(tx, subject(dispute));
    const kind = dispute.state === 'UPHELD' ? UPHELD : dispute.state === 'DISMISSED' ? DISMISSED : WITHDRAWN;
    for (const side of ['EAST', 'WEST'] as const) await this.tell(tx, dispute, agreement, side, kind);
  }

  private async tell(
    tx: Tx,
    dispute: CountingDispute,
    agreement: AgreementFacts,
    side: PairingSide,
    kind: string,
  ) {
    for (const { organizationId, role } of await this.officesOf(tx, agreement, side))
      await this.notices.send(tx, {
        organizationId,
        role,
        kind,
        ...subject(dispute),
        data: { periodId: dispute.periodId },
      });
  }

  private async officesOf(tx: Tx, agreement: AgreementFacts, side: PairingSide) {
    return (await this.parties.offices(tx, agreement)).filter((office) => office.side === side);
  }
}

const subject = ({ id }: CountingDispute) => ({ subjectKind: 'CountingDispute', subjectId: id });
