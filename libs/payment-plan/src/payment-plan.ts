import { refuse, type RefusalPath } from '../../workflow/src/index';
import { planRefusals } from './payment-plan.refusals';

/** 先款后货, 预付款加尾款, 先货后款. */
export const PAYMENT_TERMS = ['PREPAID', 'DEPOSIT_BALANCE', 'POSTPAID'] as const;
export type PaymentTerms = (typeof PAYMENT_TERMS)[number];

/** When what is not prepaid falls due. */
export const REST_DUE = ['BEFORE_DISPATCH', 'AFTER_ACCEPTANCE', 'INSTALMENTS', 'BY_SHIPMENT'] as const;
export type RestDue = (typeof REST_DUE)[number];

/** What is agreed beside the terms. */
export interface PlanDetails {
  /** Whole percent of the contract's total; of DEPOSIT_BALANCE alone. */
  readonly depositPercent: number | null;
  /** Null: everything is paid first. With POSTPAID also in contracts older than plans, due at once after acceptance. */
  readonly restDue: RestDue | null;
  /** Into how many equal parts the rest falls; of INSTALMENTS alone. */
  readonly instalments: number | null;
}

export interface PaymentPlan extends PlanDetails {
  readonly terms: PaymentTerms;
}

/** Details as somebody says them. */
export type SaidDetails = { readonly [Name in keyof PlanDetails]?: PlanDetails[Name] | null };

export const PREPAID: PlanDetails = { depositPercent: null, restDue: null, instalments: null };
export const MOST_INSTALMENTS = 12;

/** Reads what was said beside the terms; refuses what is missing and what does not belong to them. */
export function readPlan(
  terms: PaymentTerms,
  said: SaidDetails | null | undefined,
  path: RefusalPath,
): PaymentPlan {
  const deposit = said?.depositPercent ?? null;
  const restDue = said?.restDue ?? (terms === 'POSTPAID' ? 'AFTER_ACCEPTANCE' : null);
  const instalments = said?.instalments ?? null;
  if ((deposit !== null) !== (terms === 'DEPOSIT_BALANCE') || (deposit !== null && !within(deposit, 1, 99)))
    refuse(planRefusals.DEPOSIT_PERCENT([...path, 'depositPercent']));
  const restFits = terms === 'PREPAID' ? restDue === null : restDue !== null;
  if (!restFits || (terms === 'POSTPAID' && restDue === 'BEFORE_DISPATCH'))
    refuse(planRefusals.REST_DUE([...path, 'restDue']));
  const several = instalments === null || within(instalments, 2, MOST_INSTALMENTS);
  if ((instalments !== null) !== (restDue === 'INSTALMENTS') || !several)
    refuse(planRefusals.INSTALMENTS([...path, 'instalments']));
  return { terms, depositPercent: deposit, restDue, instalments };
}

/** All of what is ordered is there before anything leaves. */
export function isPaidBeforeDispatch({ terms, restDue }: Pick<PaymentPlan, 'terms' | 'restDue'>): boolean {
  return terms === 'PREPAID' || restDue === 'BEFORE_DISPATCH';
}

/** Goods leave before all of it is paid: that is credit. */
export const isCredit = (plan: Pick<PaymentPlan, 'terms' | 'restDue'>) => !isPaidBeforeDispatch(plan);

/** Paid shipment by shipment, each by what was accepted of it. */
export const isPaidByShipment = ({ restDue }: Pick<PaymentPlan, 'restDue'>) => restDue === 'BY_SHIPMENT';

/** A plan in a few words, for papers and sheets. */
export function planText({ terms, depositPercent, restDue, instalments }: PaymentPlan): string {
  if (terms === 'PREPAID') return '先款后货';
  const rest = restText(restDue ?? 'AFTER_ACCEPTANCE', instalments);
  return terms === 'POSTPAID' ? `先货后款，${rest}` : `预付款 ${depositPercent}%，尾款${rest}`;
}

function restText(restDue: RestDue, instalments: number | null): string {
  switch (restDue) {
    case 'BEFORE_DISPATCH':
      return '发货前付清';
    case 'AFTER_ACCEPTANCE':
      return '全部验收后付清';
    case 'INSTALMENTS':
      return `全部验收后分 ${instalments} 期付清`;
    case 'BY_SHIPMENT':
      return '按批次验收后支付';
  }
}

const within = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most;
