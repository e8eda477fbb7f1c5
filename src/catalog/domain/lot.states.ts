import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

/** Workflow 3. Reserved and shipped are quantities of the stock, not states of the lot. */
export const lotStates = defineStates({
  states: ['HARVESTED', 'AVAILABLE', 'ON_HOLD', 'DEPLETED', 'RECALLED', 'WRITTEN_OFF', 'EXPIRED'],
  terminal: ['RECALLED'],
  transitions: [
    { verb: 'putOnSale', from: ['HARVESTED'], to: 'AVAILABLE', by: ['SUPPLIER'] },
    { verb: 'takeOffSale', from: ['AVAILABLE'], to: 'HARVESTED', by: ['SUPPLIER'] },
    {
      verb: 'hold',
      from: ['HARVESTED', 'AVAILABLE'],
      to: 'ON_HOLD',
      by: ['SUPPLIER', 'COUNTY_AGRI', 'PLATFORM_OPS'],
    },
    { verb: 'resume', from: ['ON_HOLD'], to: 'HARVESTED', by: ['SUPPLIER', 'COUNTY_AGRI', 'PLATFORM_OPS'] },
    {
      verb: 'recall',
      // Written off is the rest; what was sold before may still have to come back.
      from: ['HARVESTED', 'AVAILABLE', 'ON_HOLD', 'DEPLETED', 'EXPIRED', 'WRITTEN_OFF'],
      to: 'RECALLED',
      by: ['SUPPLIER', 'COUNTY_AGRI', 'PLATFORM_OPS'],
    },
    { verb: 'writeOff', from: ['HARVESTED', 'AVAILABLE', 'ON_HOLD'], to: 'WRITTEN_OFF', by: ['SUPPLIER'] },
    { verb: 'expire', from: ['HARVESTED', 'AVAILABLE', 'ON_HOLD'], to: 'EXPIRED', by: ['CLOCK'] },
    { verb: 'deplete', from: ['HARVESTED', 'AVAILABLE', 'ON_HOLD'], to: 'DEPLETED', by: ['STOCK'] },
    // A sale elsewhere that proved untrue: the goods were never gone.
    { verb: 'restock', from: ['DEPLETED'], to: 'HARVESTED', by: ['STOCK'] },
  ],
  names: {
    states: {
      HARVESTED: { zh: '已采收', en: 'harvested' },
      AVAILABLE: { zh: '在售', en: 'on sale' },
      ON_HOLD: { zh: '暂停', en: 'on hold' },
      DEPLETED: { zh: '已售罄', en: 'depleted' },
      RECALLED: { zh: '已召回', en: 'recalled' },
      WRITTEN_OFF: { zh: '已核销', en: 'written off' },
      EXPIRED: { zh: '已过期', en: 'expired' },
    },
    verbs: {
      putOnSale: { zh: '上架销售', en: 'put on sale' },
      takeOffSale: { zh: '停止销售', en: 'take off sale' },
      hold: { zh: '暂停', en: 'hold' },
      resume: { zh: '解除暂停', en: 'resume' },
      recall: { zh: '召回', en: 'recall' },
      writeOff: { zh: '核销', en: 'write off' },
    },
  },
});
export type LotState = StateOf<typeof lotStates>;
export type LotVerb = VerbOf<typeof lotStates>;
