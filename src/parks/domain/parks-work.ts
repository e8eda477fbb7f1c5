/** Words of the tasks and notices parks give people. */
export const parksWork = {
  CONFIRM_PARK: { zh: '确认产业园区信息', en: 'Confirm what is said of an industrial park' },
  PARK_CONFIRMED: { zh: '园区信息已确认', en: 'What you said of your park is confirmed' },
  PARK_REJECTED: { zh: '园区信息未通过', en: 'What you said of your park was rejected' },
  CONFIRM_PARK_CLOSING: { zh: '确认关闭产业园区', en: 'Confirm that an industrial park closes' },
  PARK_CLOSED: { zh: '园区已关闭', en: 'Your park was closed' },
  PARK_CLOSING_WITHDRAWN: {
    zh: '关闭园区的提议已撤回',
    en: 'That your park closes is proposed no more',
  },
  PARK_CLOSING_REJECTED: { zh: '关闭园区的提议未通过', en: 'Closing your park was not agreed to' },
} as const;
export type ParksWork = keyof typeof parksWork;
