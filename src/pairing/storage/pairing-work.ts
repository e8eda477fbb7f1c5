import { Injectable } from '@nestjs/common';
import { Notices, Organizations, Tasks, describeWork } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import { coordinatorOf } from '../domain/office';
import type { Side } from '../domain/pairing.states';
import { regionAndAbove } from '../domain/region-scope';
import { signingRoleOf } from './agreement-parties';
import type { Pairing } from './pairing.entity';

const CONFIRM = 'CONFIRM_PAIRING';
const CONFIRM_END = 'CONFIRM_PAIRING_END';
const ACTIVE = 'PAIRING_ACTIVE';
const ENDED = 'PAIRING_ENDED';
const END_CHANGED = 'PAIRING_END_CHANGED';
const END_WITHDRAWN = 'PAIRING_END_WITHDRAWN';
describeWork({
  [CONFIRM]: { zh: '确认结对关系', en: 'Confirm a pairing' },
  [CONFIRM_END]: { zh: '确认结束结对关系', en: 'Agree to the end of a pairing' },
  [ACTIVE]: { zh: '结对关系双方已确认', en: 'Both sides confirmed the pairing' },
  [ENDED]: { zh: '结对关系经双方同意结束', en: 'Both sides agreed to end the pairing' },
  [END_CHANGED]: { zh: '对方更改了提出的结束日期', en: 'The other side asks for another last day' },
  [END_WITHDRAWN]: { zh: '结束结对关系的申请已撤回', en: 'The wish to end the pairing was withdrawn' },
});

/** 待办 and notices of the offices that arrange a pairing: those of its two regions and of what these lie in. */
@Injectable()
export class PairingWork {
  constructor(
    private readonly organizations: Organizations,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
  ) {}

  /** East confirms first, whoever proposed; then west. */
  async toConfirm(tx: Tx, pairing: Pairing): Promise<void> {
    await this.tasks.close(tx, { kind: CONFIRM, ...subject(pairing) });
    await this.ask(tx, pairing, pairing.state === 'PROPOSED' ? 'EAST' : 'WEST', CONFIRM);
  }

  async active(tx: Tx, pairing: Pairing): Promise<void> {
    await this.tasks.close(tx, { kind: CONFIRM, ...subject(pairing) });
    await this.tell(tx, pairing, ['EAST', 'WEST'], { kind: ACTIVE, data: { validFrom: pairing.validFrom } });
  }

  async endAsked(tx: Tx, pairing: Pairing, by: Side, lastDay: string, changed: boolean): Promise<void> {
    const other = by === 'EAST' ? 'WEST' : 'EAST';
    await this.tasks.close(tx, { kind: CONFIRM_END, ...subject(pairing) });
    await this.ask(tx, pairing, other, CONFIRM_END);
    if (changed) await this.tell(tx, pairing, [other], { kind: END_CHANGED, data: { lastDay } });
  }

  async endWithdrawn(tx: Tx, pairing: Pairing, lastDay: string): Promise<void> {
    await this.tasks.close(tx, { kind: CONFIRM_END, ...subject(pairing) });
    await this.tell(tx, pairing, ['EAST', 'WEST'], { kind: END_WITHDRAWN, data: { lastDay } });
  }

  async ended(tx: Tx, pairing: Pairing, lastDay: string): Promise<void> {
    await this.tasks.close(tx, subject(pairing));
    await this.tell(tx, pairing, ['EAST', 'WEST'], { kind: ENDED, data: { lastDay } });
  }

  private async ask(tx: Tx, pairing: Pairing, side: Side, kind: string): Promise<void> {
    for (const office of await this.officesOf(tx, pairing, side))
      await this.tasks.open(tx, { ...office, kind, ...subject(pairing) });
  }

  private async tell(
    tx: Tx,
    pairing: Pairing,
    sides: readonly Side[],
    notice: { kind: string; data: Record<string, string> },
  ): Promise<void> {
    for (const side of sides)
      for (const office of await this.officesOf(tx, pairing, side))
        await this.notices.send(tx, { ...office, ...notice, ...subject(pairing) });
  }

  /** All of them: a county may have no office of its own, and who proposed needs somebody else to confirm. */
  private async officesOf(tx: Tx, pairing: Pairing, side: Side) {
    const itself = side === 'EAST' ? pairing.helperOrganizationId : pairing.counterOrganizationId;
    const organization = itself && (await this.organizations.find(tx, itself));
    if (organization) return [{ organizationId: organization.id, role: signingRoleOf(organization) }];
    const found = [];
    for (const code of regionAndAbove(side === 'EAST' ? pairing.eastRegionCode : pairing.westRegionCode)) {
      const role = coordinatorOf(code);
      const offices = await this.organizations.covering(tx, code, role);
      found.push(...offices.map((organizationId) => ({ organizationId, role })));
    }
    return found;
  }
}

const subject = ({ id }: Pairing) => ({ subjectKind: 'Pairing', subjectId: id });
