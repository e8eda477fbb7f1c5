import { Injectable } from '@nestjs/common';
import { Notices, Tasks, describeWork } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import type { Side } from '../domain/pairing.states';
import { AgreementParties } from './agreement-parties';
import type { AnnualAgreement } from './annual-agreement.entity';

const PREPARE = 'PREPARE_AGREEMENT';
const SIGN = 'SIGN_AGREEMENT';
const VOIDED = 'AGREEMENT_DRAFT_VOIDED';
const IN_FORCE = 'AGREEMENT_IN_FORCE';
const SELF_REPORT = 'REPORT_AGREEMENT_YEAR';
const CROSS_CHECK = 'CHECK_AGREEMENT_YEAR';
const YEAR_STEP = 'AGREEMENT_YEAR_STEP';
describeWork({
  [PREPARE]: {
    zh: '拟定年度协作协议的指标并提交',
    en: 'Set the annual agreement’s commitments and submit it',
  },
  [SIGN]: { zh: '签署年度协作协议', en: 'Sign the annual agreement' },
  [VOIDED]: {
    zh: '年度协作协议内容已变更，原待签文本及签署作废',
    en: 'The annual agreement was changed: the text to be signed is void with its signatures',
  },
  [IN_FORCE]: {
    zh: '年度协作协议双方已签署，已生效',
    en: 'Both sides signed the annual agreement: it is in force',
  },
  [SELF_REPORT]: { zh: '提交年度自评', en: 'Report the year of the agreement' },
  [CROSS_CHECK]: { zh: '核验对方的年度自评', en: 'Check the other side’s report of the year' },
  [YEAR_STEP]: { zh: '年度协作协议的考核有新进展', en: 'The year of the agreement went one step on' },
});

/** 待办 and notices of the two offices whose agreement it is; both prepare, both sign. */
@Injectable()
export class AgreementWork {
  constructor(
    private readonly parties: AgreementParties,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
  ) {}

  /** A draft is open: by the first one, by an amendment, or again. */
  async toPrepare(tx: Tx, agreement: AnnualAgreement): Promise<void> {
    await this.open(tx, agreement, PREPARE);
  }

  async toSign(tx: Tx, agreement: AnnualAgreement): Promise<void> {
    await this.tasks.close(tx, { kind: PREPARE, ...subject(agreement) });
    await this.open(tx, agreement, SIGN);
  }

  async signedBy(tx: Tx, agreement: AnnualAgreement, organizationId: string): Promise<void> {
    await this.tasks.close(tx, { kind: SIGN, ...subject(agreement), organizationId });
  }

  /** The text that was to be signed is no more: nobody is asked to sign it, both are told. */
  async voided(tx: Tx, agreement: AnnualAgreement): Promise<void> {
    await this.tasks.close(tx, { kind: SIGN, ...subject(agreement) });
    await this.tell(tx, agreement, VOIDED);
  }

  async inForce(tx: Tx, agreement: AnnualAgreement): Promise<void> {
    await this.tasks.close(tx, subject(agreement));
    await this.tell(tx, agreement, IN_FORCE);
  }

  /** After the year: either side reports, the other one checks; both hear of every step. */
  async yearStep(tx: Tx, agreement: AnnualAgreement, reportedBy: Side | null): Promise<void> {
    await this.tasks.close(tx, subject(agreement));
    if (agreement.state === 'CUTOFF') await this.open(tx, agreement, SELF_REPORT);
    if (agreement.state === 'SELF_REPORTED') await this.open(tx, agreement, CROSS_CHECK, reportedBy);
    await this.tell(tx, agreement, YEAR_STEP);
  }

  private async open(
    tx: Tx,
    agreement: AnnualAgreement,
    kind: string,
    except: Side | null = null,
  ): Promise<void> {
    const offices = await this.parties.offices(tx, agreement);
    for (const { organizationId, role } of offices.filter(({ side }) => side !== except))
      await this.tasks.open(tx, { organizationId, role, kind, ...subject(agreement) });
  }

  private async tell(tx: Tx, agreement: AnnualAgreement, kind: string): Promise<void> {
    const data = { year: String(agreement.year), draftNumber: String(agreement.draftNumber) };
    for (const { organizationId, role } of await this.parties.offices(tx, agreement))
      await this.notices.send(tx, { organizationId, role, kind, ...subject(agreement), data });
  }
}

const subject = ({ id }: AnnualAgreement) => ({ subjectKind: 'AnnualAgreement', subjectId: id });
