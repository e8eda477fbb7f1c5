import { Injectable } from '@nestjs/common';
import type { PaymentTerms } from '../../../libs/payment-plan/src/index';
import type { BusinessDate, Reader } from '../../platform/index';
import { ratioOf, Regions, wholeNumberOf, type RuleKey } from '../../regions/index';
import type { AcceptanceDays } from '../domain/acceptance-clock';
import type { PaymentDays } from '../domain/payment-text';

/** The dated rules an order lives by, in plain numbers. */
@Injectable()
export class OrderRules {
  constructor(private readonly regions: Regions) {}

  /** Days; the rule in force on the day. */
  async days(reader: Reader, key: Extract<RuleKey, `${string}_DAYS`>, on: BusinessDate): Promise<number> {
    return wholeNumberOf(await this.regions.rule(key, on, undefined, reader));
  }

  /** How long a silent buyer of an order of the day is waited for. */
  async acceptanceDays(reader: Reader, placedOn: BusinessDate): Promise<AcceptanceDays> {
    return {
      first: await this.days(reader, 'AUTO_ACCEPTANCE_FIRST_REMINDER_DAYS', placedOn),
      second: await this.days(reader, 'AUTO_ACCEPTANCE_SECOND_REMINDER_DAYS', placedOn),
      acceptance: await this.days(reader, 'AUTO_ACCEPTANCE_DAYS', placedOn),
    };
  }

  /** The days an order's payment plan lives by. */
  async paymentDays(
    reader: Reader,
    { terms, placedOn }: { readonly terms: PaymentTerms; readonly placedOn: BusinessDate },
  ): Promise<PaymentDays> {
    const days = (key: Extract<RuleKey, `${string}_DAYS`>) => this.days(reader, key, placedOn);
    return {
      first: await days(terms === 'PREPAID' ? 'PREPAID_PAYMENT_DAYS' : 'DEPOSIT_PAYMENT_DAYS'),
      ahead: await days('BALANCE_BEFORE_DELIVERY_DAYS'),
      later: await days('POSTPAID_PAYMENT_DAYS'),
      gap: await days('INSTALMENT_DAYS'),
      firstExtension: await days('PREPAID_EXTENSION_DAYS'),
      laterExtension: await days('POSTPAID_EXTENSION_DAYS'),
      extra: await days('EXTRA_PAYMENT_DAYS'),
      extraGrace: await days('EXTRA_PAYMENT_GRACE_DAYS'),
      escalation: await days('PAYMENT_ESCALATION_DAYS'),
    };
  }

  /** How far above the ordered weight a delivery is taken, in basis points. */
  async toleranceBp(reader: Reader, on: BusinessDate): Promise<number> {
    const { numerator, denominator } = ratioOf(
      await this.regions.rule('OVER_DELIVERY_TOLERANCE', on, undefined, reader),
    );
    return Number((numerator * 10_000n) / denominator);
  }
}
