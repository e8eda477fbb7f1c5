import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { FieldCipher, businessDateOf, type Tx } from '../../platform/index';
import { Regions } from '../../regions/index';
import { organizationRefusals } from '../domain/organization.refusals';
import type { OrganizationKind, Side } from '../domain/organization-kind';
import type { Role } from '../domain/role';
import { signInRefusals } from '../domain/sign-in.refusals';
import { isUscc } from '../domain/uscc';
import { MemberRow } from './member.entity';
import { OrganizationRow } from './organization.entity';
import { refusingTaken } from './unique-violation';

export interface NewOrganization {
  readonly kind: OrganizationKind;
  readonly name: string;
  readonly uscc: string | null;
  readonly regionCode: string;
  readonly side: Side | null;
  readonly parentId?: string | null;
  readonly demonstration?: boolean;
}

export interface NewMember {
  readonly organizationId: string;
  readonly login: string;
  readonly displayName: string;
  readonly phone: string | null;
  readonly passwordHash: string;
  readonly roles: readonly Role[];
}

/** Equal numbers are equal however they are written, with the country's prefix or without. */
export function phoneHash(cipher: FieldCipher, phone: string): string {
  return cipher.lookupHash(phone.replace(/\D/g, '').replace(/^(?:00)?86(?=1\d{10}$)/, ''));
}

/** Adds organizations and members: the checks every way of joining shares. */
@Injectable()
export class Joining {
  constructor(
    private readonly regions: Regions,
    private readonly cipher: FieldCipher,
  ) {}

  /** Refuses USCC_INVALID, USCC_TAKEN and REGION_UNKNOWN. */
  async addOrganization(tx: Tx, organization: NewOrganization): Promise<string> {
    const { uscc, regionCode } = organization;
    if (uscc !== null && !isUscc(uscc)) refuse(organizationRefusals.USCC_INVALID(['uscc']));
    const place = await this.regions.place(regionCode, businessDateOf(tx.at), tx);
    if (!place) refuse(organizationRefusals.REGION_UNKNOWN(['regionCode']));
    const id = randomUUID();
    const row = {
      ...organization,
      id,
      parentId: organization.parentId ?? null,
      demonstration: organization.demonstration ?? false,
      createdAt: tx.at,
      version: 1,
    };
    await refusingTaken(tx.add(OrganizationRow, row), {
      organizations_uscc_key: organizationRefusals.USCC_TAKEN(['uscc']),
    });
    return id;
  }

  /** Refuses LOGIN_TAKEN. */
  async addMember(tx: Tx, { phone, ...member }: NewMember): Promise<string> {
    const id = randomUUID();
    const row = {
      ...member,
      id,
      roles: [...member.roles],
      phoneEncrypted: phone === null ? null : this.cipher.encrypt(phone),
      phoneHash: phone === null ? null : phoneHash(this.cipher, phone),
      active: true,
      createdAt: tx.at,
      erasedAt: null,
      version: 1,
    };
    await refusingTaken(tx.add(MemberRow, row), {
      members_login: signInRefusals.LOGIN_TAKEN(['login']),
    });
    return id;
  }
}
