import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { AgreementState } from '../domain/agreement.states';
import type { PairingKind } from '../domain/pairing-level';

@Entity('annual_agreements')
export class AnnualAgreement {
  @UuidKey() id!: string;
  @Text() kind!: PairingKind;
  @Uuid() pairingId!: string;
  @Int() year!: number;
  @Text() eastRegionCode!: string;
  @Text() westRegionCode!: string;
  @Uuid({ nullable: true }) helperOrganizationId!: string | null;
  @Uuid({ nullable: true }) helpedOrganizationId!: string | null;
  @Text({ nullable: true }) helpedList!: string | null;
  @Uuid({ nullable: true }) counterOrganizationId!: string | null;
  @Text() state!: AgreementState;
  /** The draft being worked on; frozen as a document by submission. */
  @Int() draftNumber!: number;
  /** The draft both sides signed last; null before. */
  @Int({ nullable: true }) inForceDraft!: number | null;
  @Instant({ nullable: true }) inForceSince!: Date | null;
  @Instant() createdAt!: Date;
  @Int() version!: number;
}
