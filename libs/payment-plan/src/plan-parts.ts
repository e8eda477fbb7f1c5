import { mulDiv, type Fen } from '../../money/src/index';
import { instalments, type PaymentPart } from './payment-parts';
import type { PaymentPlan } from './payment-plan';

/** Days the parts that are asked for at the signature are due on. */
export interface FirstDays {
  readonly firstOn: string;
  /** Of a balance before dispatch. */
  readonly balanceOn: string;
}

/** What of an amount the deposit covers: a fen at least, so that there is something to wait for. */
export function depositOf(fen: Fen, depositPercent: number | null): Fen {
  return mulDiv(fen, BigInt(depositPercent ?? 0), 100n, 'CEIL');
}

/** What a signed contract asks for; the parts that wait for goods have no day yet. Not for POSTPAID. */
export function partsWhenSigned(plan: PaymentPlan, totalFen: Fen, days: FirstDays): PaymentPart[] {
  if (plan.terms === 'PREPAID')
    return [{ kind: 'WHOLE', fen: totalFen, dueOn: days.firstOn, extended: false }];
  const fen = depositOf(totalFen, plan.depositPercent);
  const deposit: PaymentPart = { kind: 'DEPOSIT', fen, dueOn: days.firstOn, extended: false };
  if (plan.restDue === 'INSTALMENTS') return [deposit, ...instalments(totalFen - fen, plan.instalments ?? 1)];
  const dueOn = plan.restDue === 'BEFORE_DISPATCH' ? days.balanceOn : null;
  return [deposit, { kind: 'BALANCE', fen: totalFen - fen, dueOn, extended: false }];
}

/** What accepted goods that nothing was asked for yet ask for. */
export function partsWhenAccepted(plan: PaymentPlan, fen: Fen): PaymentPart[] {
  if (plan.restDue === 'INSTALMENTS') return instalments(fen, plan.instalments ?? 1);
  return [{ kind: plan.restDue === 'BY_SHIPMENT' ? 'SHIPMENT' : 'WHOLE', fen, dueOn: null, extended: false }];
}

/** What is asked for of what was accepted so far of an order that is paid by shipments, beside its deposit. */
export function restOfAccepted(plan: PaymentPlan, acceptedFen: Fen): Fen {
  return acceptedFen - depositOf(acceptedFen, plan.depositPercent);
}
