import { defineRefusals } from '../../../libs/workflow/src/index';

export const disclosureRefusals = defineRefusals({
  PURPOSE_NOT_FOR_THIS: { zh: '该用途不能查看此项信息', en: 'This is not seen for that purpose' },
  NOTE_NEEDED: { zh: '请说明依据的请求或文书', en: 'Say which request or document this rests on' },
  DISCLOSURES_TOO_MANY: {
    zh: '查看次数过多，请稍后再试',
    en: 'Too much was looked at: try again later',
  },
});
