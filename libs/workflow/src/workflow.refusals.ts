import { defineRefusals } from './refusal-catalogue';
import type { BilingualText } from './refusal';

/** What a state table itself refuses. */
export const workflowRefusals = defineRefusals({
  ILLEGAL_TRANSITION: {
    zh: (p: { state: BilingualText; verb: BilingualText }) =>
      `当前状态为“${p.state.zh}”，不能执行“${p.verb.zh}”`,
    en: (p: { state: BilingualText; verb: BilingualText }) => `Cannot ${p.verb.en} in state ${p.state.en}`,
  },
});
