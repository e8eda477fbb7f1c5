/** Words of the tasks and notices parks give people. */
export const parksWork = {
  CONFIRM_PARK: { zh: '确认产业园区信息', en: 'Confirm what is said of an industrial park' },
  PARK_CONFIRMED: { zh: '园区信息已确认', en: 'What you said of your park is confirmed' },
  PARK_REJECTED: { zh: '园区信息未通过', en: 'What you said of your park was rejected' },
} as const;
export type ParksWork = keyof typeof parksWork;
