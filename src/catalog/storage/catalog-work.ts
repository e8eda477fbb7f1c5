import { Injectable } from '@nestjs/common';
import { Organizations, Tasks, describeWork, type Role } from '../../organizations/index';
import type { Tx } from '../../platform/index';

describeWork({
  AMEND_LISTING: { zh: '修改被退回的商品上架申请', en: 'Amend the returned listing' },
  REVIEW_LISTING: { zh: '审核商品上架', en: 'Review a listing' },
  CERTIFY_RECOGNITION: { zh: '为产品认定出具县级证明', en: 'Certify a product for recognition' },
  REVIEW_RECOGNITION: { zh: '复审产品认定', en: 'Review a recognition' },
  PUBLICISE_RECOGNITION: { zh: '公示产品认定', en: 'Put a recognition on public notice' },
  DECIDE_RECOGNITION: { zh: '公示期满后认定产品', en: 'Recognise the product after its notice' },
  RECHECK_RECOGNITION: { zh: '年度复核产品认定', en: 'Re-check a recognition for another year' },
  VERIFY_PLOT: { zh: '核实申报的地块', en: 'Verify a declared plot' },
});

interface Subject {
  readonly kind: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly dueAt?: Date;
}

/** Puts what waits before those who must act next. */
@Injectable()
export class CatalogWork {
  constructor(
    private readonly organizations: Organizations,
    private readonly tasks: Tasks,
  ) {}

  /** The departments that answer for the county itself, not those above it. */
  async forCounty(tx: Tx, countyCode: string, role: Role, subject: Subject): Promise<void> {
    const covering = await this.organizations.covering(tx, countyCode, role);
    const standing = await this.organizations.many(tx, covering);
    for (const organizationId of covering) {
      if (standing.get(organizationId)?.regionCode === countyCode)
        await this.tasks.open(tx, { organizationId, role, ...subject });
    }
  }

  async forPlatform(tx: Tx, subject: Subject): Promise<void> {
    for (const organizationId of await this.organizations.platformOperations(tx))
      await this.tasks.open(tx, { organizationId, role: 'PLATFORM_OPS', ...subject });
  }

  async forSupplier(tx: Tx, supplierId: string, subject: Subject): Promise<void> {
    await this.tasks.open(tx, { organizationId: supplierId, role: 'SUPPLIER', ...subject });
  }

  async done(tx: Tx, subjectKind: string, subjectId: string): Promise<void> {
    await this.tasks.close(tx, { subjectKind, subjectId });
  }
}
