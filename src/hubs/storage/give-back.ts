import { orderEvents } from '../../procurement/index';

/** The reaction that gives back what orders do not bring: its cursor says how far it came. */
export const GIVE_BACK_MANDATES = 'give-back-mandates';

/** After these an order may take less than it did. */
export const GIVING_BACK = [
  orderEvents.cancelled,
  orderEvents.restCancelled,
  orderEvents.reduced,
  orderEvents.accepted,
];
