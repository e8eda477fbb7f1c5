import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { ProposalState } from '../../payments/index';
import type { DecidedKind } from '../domain/line-kinds';

/** One person's word that a line is the bank’s charge or interest, for another to confirm. */
@Entity('bank_line_proposals')
export class LineProposal {
  @UuidKey() id!: string;
  @Uuid() lineId!: string;
  @Text() kind!: DecidedKind;
  @Text() note!: string;
  @Text() state!: ProposalState;
  @Uuid() proposedBy!: string;
  @Instant() proposedAt!: Date;
  @Uuid({ nullable: true }) decidedBy!: string | null;
  @Instant({ nullable: true }) decidedAt!: Date | null;
  @Int() version!: number;
}
