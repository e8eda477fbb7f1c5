export {
  allot,
  dated,
  firstUnpaid,
  isPaid,
  PART_KINDS,
  postponed,
  repriced,
  withShipment,
  type AllottedPart,
  type PartKind,
  type PaymentPart,
} from './payment-parts';
export {
  isCredit,
  isPaidBeforeDispatch,
  isPaidByShipment,
  MOST_INSTALMENTS,
  PAYMENT_TERMS,
  planText,
  PREPAID,
  readPlan,
  REST_DUE,
  type PaymentPlan,
  type PaymentTerms,
  type PlanDetails,
  type RestDue,
  type SaidDetails,
} from './payment-plan';
export { planRefusals } from './payment-plan.refusals';
export { partsWhenAccepted, partsWhenSigned, restOfAccepted, type FirstDays } from './plan-parts';
