import { Injectable } from '@nestjs/common';
import type { PaymentPlan } from '../../../libs/payment-plan/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { CatalogReader } from '../../catalog/index';
import { DepositFloor } from '../../payments/index';
import { businessDateOf, type Tx } from '../../platform/index';
import { isGrade } from '../../sourcing/index';
import { frameworkRefusals } from '../domain/framework.refusals';
import {
  readFreight,
  readLines,
  readNotice,
  readPayment,
  readPeriod,
  type FrameworkTermsLine,
  type SaidTerms,
} from '../domain/framework-terms';
import type { FrameworkAgreement } from './framework-agreement.entity';

export type AgreedTerms = Pick<
  FrameworkAgreement,
  'title' | 'fromOn' | 'untilOn' | 'freightKind' | 'freightFen' | 'noticeDays' | keyof PaymentPlan
>;

/** Holds what a buyer says against the calendar and the supplier's goods. */
@Injectable()
export class FrameworkTermsAcceptance {
  constructor(
    private readonly catalog: CatalogReader,
    private readonly floor: DepositFloor,
  ) {}

  async accept(
    tx: Tx,
    supplierId: string,
    said: SaidTerms,
  ): Promise<{ terms: AgreedTerms; lines: FrameworkTermsLine[] }> {
    readPeriod(said, businessDateOf(tx.at));
    const noticeDays = readNotice(said);
    said.lines.forEach(({ grade }, index) => {
      if (!isGrade(grade)) refuse(frameworkRefusals.GRADE_UNKNOWN(['terms', 'lines', index, 'grade']));
    });
    const wanted = said.lines.map(({ productId }) => productId);
    const offered = [...(await this.catalog.offeredProducts(tx, wanted)).values()];
    const own = offered.filter((product) => product.supplierId === supplierId);
    const lines = readLines(said.lines, new Map(own.map((product) => [product.id, product])));
    const freight = readFreight(
      said,
      lines.map(({ unit }) => unit),
    );
    const { title, from: fromOn, until: untilOn } = said;
    const payment = readPayment(said);
    await this.floor.require(tx, payment, ['terms', 'paymentPlan']);
    return { terms: { title, fromOn, untilOn, ...payment, ...freight, noticeDays }, lines };
  }
}
