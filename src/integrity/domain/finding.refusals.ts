import { defineRefusals } from '../../../libs/workflow/src/index';

/** Why a finding cannot go on. */
export const findingRefusals = defineRefusals({
  FINDING_NOT_TAKEN: { zh: '该疑点尚未受理', en: 'Nobody has taken the finding up yet' },
  FINDING_TAKEN: { zh: '该疑点已有人受理', en: 'Somebody has taken the finding up already' },
  FINDING_UNDECIDED: { zh: '该疑点尚未作出决定', en: 'The finding has not been decided yet' },
  NOT_IN_EVIDENCE: {
    zh: '只能请疑点涉及的单位说明',
    en: 'Only an organization the finding is about can be asked',
  },
  NEEDS_ANOTHER_PERSON: {
    zh: '需由另一人办理，不能自己受理又自己提出争议或作出决定',
    en: 'Another person has to do this: not who took it up or contested it',
  },
});
