import { Injectable } from '@nestjs/common';
import { businessDateOf, type Tx } from '../../platform/index';
import { Regions } from '../../regions/index';
import { requireAdmissible } from '../domain/admission.rules';
import { AgencyMandates } from './agency-mandates';
import { Organizations } from './organizations';
import type { SupplierAdmissionRow } from './supplier-admission.entity';

/** Gathers what the rules of admission ask about a supplier today. */
@Injectable()
export class Admissibility {
  constructor(
    private readonly organizations: Organizations,
    private readonly regions: Regions,
    private readonly mandates: AgencyMandates,
  ) {}

  /** Throws the refusals of every rule that does not hold. */
  async require(tx: Tx, admission: SupplierAdmissionRow): Promise<void> {
    const supplier = await this.organizations.find(tx, admission.supplierId);
    if (!supplier) return;
    const on = businessDateOf(tx.at);
    const mandates = await this.mandates.running(tx, supplier.id);
    requireAdmissible({
      kind: supplier.kind,
      uscc: supplier.uscc,
      sellsAs: admission.sellsAs,
      designations: await this.regions.designationsOn(supplier.regionCode, on, tx),
      hasMandate: mandates.length > 0,
    });
  }
}
