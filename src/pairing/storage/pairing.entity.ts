import { Entity } from 'typeorm';
import { Day, Flag, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { PairingKind, PairingLevel } from '../domain/pairing-level';
import type { PairingState, Side } from '../domain/pairing.states';

@Entity('pairings')
export class Pairing {
  @UuidKey() id!: string;
  @Text() kind!: PairingKind;
  @Text() level!: PairingLevel;
  @Text() eastRegionCode!: string;
  @Text() westRegionCode!: string;
  /** Null: the helping side is the eastern region. */
  @Uuid({ nullable: true }) helperOrganizationId!: string | null;
  /** At most one of the two; both null: the helped side is the western region. */
  @Uuid({ nullable: true }) helpedOrganizationId!: string | null;
  @Text({ nullable: true }) helpedList!: string | null;
  /** Who signs for the second side where that is no region's office. */
  @Uuid({ nullable: true }) counterOrganizationId!: string | null;
  @Day() validFrom!: string;
  @Day({ nullable: true }) validTo!: string | null;
  @Text() state!: PairingState;
  @Flag() exclusive!: boolean;
  @Text() sourceDocument!: string;
  @Flag() verified!: boolean;
  @Text({ nullable: true }) note!: string | null;
  @Uuid({ nullable: true }) proposedBy!: string | null;
  /** Who spoke for the first of the two sides; unknown where it was before this was kept. */
  @Uuid({ nullable: true }) confirmedEastBy!: string | null;
  /** The last day one side asks for; the other side's same wish ends the pairing. */
  @Day({ nullable: true }) endingOn!: string | null;
  @Text({ nullable: true }) endingAskedSide!: Side | null;
  @Uuid({ nullable: true }) endingAskedBy!: string | null;
  @Int() version!: number;
}
