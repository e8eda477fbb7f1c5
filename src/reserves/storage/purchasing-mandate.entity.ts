import { Entity } from 'typeorm';
import { Day, Instant, Int, Uuid, UuidKey } from '../../platform/index';

@Entity('purchasing_mandates')
export class PurchasingMandate {
  @UuidKey() id!: string;
  @Uuid() contractorId!: string;
  @Uuid() unitId!: string;
  @Day() validFrom!: string;
  @Day({ nullable: true }) validTo!: string | null;
  @Uuid() grantedBy!: string;
  @Instant() grantedAt!: Date;
  @Int() version!: number;
}
