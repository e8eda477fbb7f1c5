import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

/** Workflow 9. What is packed is written down when it leaves, so a shipment begins on its way. */
export const shipmentStates = defineStates({
  states: ['DISPATCHED', 'ARRIVED', 'ACCEPTED', 'PARTLY_ACCEPTED', 'REJECTED'],
  terminal: ['ACCEPTED', 'PARTLY_ACCEPTED', 'REJECTED'],
  transitions: [
    {
      verb: 'markArrived',
      from: ['DISPATCHED'],
      to: 'ARRIVED',
      by: ['SUPPLIER', 'BUYER_CLERK', 'BUYER_APPROVER'],
    },
    { verb: 'acceptAll', from: ['ARRIVED'], to: 'ACCEPTED', by: ['BUYER_CLERK', 'BUYER_APPROVER', 'SYSTEM'] },
    {
      verb: 'acceptPart',
      from: ['ARRIVED'],
      to: 'PARTLY_ACCEPTED',
      by: ['BUYER_CLERK', 'BUYER_APPROVER', 'SYSTEM'],
    },
    { verb: 'refuse', from: ['ARRIVED'], to: 'REJECTED', by: ['BUYER_CLERK', 'BUYER_APPROVER', 'SYSTEM'] },
  ],
  names: {
    states: {
      DISPATCHED: { zh: '已发货', en: 'dispatched' },
      ARRIVED: { zh: '已到货', en: 'arrived' },
      ACCEPTED: { zh: '已验收', en: 'accepted' },
      PARTLY_ACCEPTED: { zh: '部分验收', en: 'partly accepted' },
      REJECTED: { zh: '已拒收', en: 'rejected' },
    },
    verbs: {
      markArrived: { zh: '确认到货', en: 'mark arrival of' },
      acceptAll: { zh: '验收', en: 'accept' },
      acceptPart: { zh: '部分验收', en: 'accept part of' },
      refuse: { zh: '拒收', en: 'refuse' },
    },
  },
});

export type ShipmentState = StateOf<typeof shipmentStates>;
