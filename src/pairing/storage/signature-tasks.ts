import { Injectable } from '@nestjs/common';
import { Organizations, Tasks, describeWork, type Role } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import type { AnnualAgreement } from './annual-agreement.entity';

const KIND = 'SIGN_AGREEMENT';
describeWork({ [KIND]: { zh: '签署年度协作协议', en: 'Sign the annual agreement' } });

/** 待办 of the two offices that sign. */
@Injectable()
export class SignatureTasks {
  constructor(
    private readonly organizations: Organizations,
    private readonly tasks: Tasks,
  ) {}

  async ask(tx: Tx, agreement: AnnualAgreement): Promise<void> {
    for (const code of [agreement.eastRegionCode, agreement.westRegionCode]) {
      const role = coordinatorOf(code);
      for (const organizationId of await this.organizations.covering(tx, code, role))
        await this.tasks.open(tx, { organizationId, role, kind: KIND, ...subject(agreement) });
    }
  }

  async done(tx: Tx, agreement: AnnualAgreement, organizationId?: string): Promise<void> {
    await this.tasks.close(tx, {
      kind: KIND,
      ...subject(agreement),
      ...(organizationId ? { organizationId } : {}),
    });
  }
}

const subject = ({ id }: AnnualAgreement) => ({ subjectKind: 'AnnualAgreement', subjectId: id });

function coordinatorOf(code: string): Role {
  if (code.endsWith('0000')) return 'COORD_PROV';
  return code.endsWith('00') ? 'COORD_CITY' : 'COORD_COUNTY';
}
