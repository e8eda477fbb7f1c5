/** Words of the tasks and notices holds of slots give people. */
export const allocatingWork = {
  ACCEPT_SLOT_HOLD: { zh: '答复为贵方锁定的地块厂房', en: 'Answer for the slot that is held for you' },
  SLOT_HELD: { zh: '园区为贵方意向锁定了地块厂房', en: 'A park holds a slot for your intent' },
  SLOT_HELD_FOR_NEXT: {
    zh: '地块厂房已按候补顺序锁定给下一家',
    en: 'A slot is held for the next who waited for it',
  },
  SLOT_ALLOCATED: { zh: '企业已接受地块厂房', en: 'An enterprise accepted the slot you held for it' },
  SLOT_OCCUPIED: { zh: '园区已登记入驻', en: 'The park says that you have moved in' },
  SLOT_HOLD_EXPIRED: { zh: '地块厂房锁定已到期', en: 'The hold of a slot has expired' },
  SLOT_RELEASED: { zh: '地块厂房已释放', en: 'A slot was released' },
  SLOT_WAITED_FOR: { zh: '园区将贵方列入候补', en: 'A park put you on its waiting list' },
  SLOT_WAITING_ENDED: { zh: '候补已结束', en: 'A place on a waiting list has ended' },
} as const;
export type AllocatingWork = keyof typeof allocatingWork;
