import { defineRefusals, type BilingualText } from '../../../libs/workflow/src/index';

export const MOST_WAITING = 200;

interface Short {
  readonly resource: BilingualText;
  readonly needed: string;
  readonly left: string;
}

/** Why a slot cannot be held, taken or waited for. A park is told of its own slots and of intents it is shown, an enterprise of its own intents. */
export const allocatingRefusals = defineRefusals({
  PARK_NOT_OPEN: {
    zh: '园区未经确认或不在有效期内',
    en: 'The park is not confirmed, or does not hold today',
  },
  SLOT_NOT_HERE: {
    zh: '地块厂房已撤下，或不属于看到该意向的园区',
    en: 'The slot is retired, or not of the park that is shown the intent',
  },
  INTENT_DECLINED: {
    zh: '园区已婉拒该意向，请先修改答复',
    en: 'The park declined the intent; change the answer first',
  },
  SLOT_HELD_ALREADY: {
    zh: '地块厂房已锁定、已分配或已入驻',
    en: 'The slot is held, allocated or occupied already',
  },
  INTENT_HELD_HERE: {
    zh: '园区已为该意向锁定或分配了地块厂房',
    en: 'The park holds or has allocated a slot for this intent already',
  },
  SLOT_KIND_NOT_WANTED: {
    zh: '意向不需要该类型的地块厂房',
    en: 'The intent does not want a slot of this kind',
  },
  SLOT_TOO_LATE: {
    zh: (p: { from: string; by: string }) => `地块厂房 ${p.from} 起可供，意向最晚 ${p.by} 落地`,
    en: (p: { from: string; by: string }) =>
      `The slot is to be had from ${p.from}, the intent starts by ${p.by}`,
  },
  SLOT_TOO_SMALL: {
    zh: (p: Short) => `${p.resource.zh}需要 ${p.needed}，地块厂房仅有 ${p.left}`,
    en: (p: Short) => `${p.resource.en}: ${p.needed} are needed, the slot has ${p.left}`,
  },
  PARK_SHORT: {
    zh: (p: Short) => `${p.resource.zh}需要 ${p.needed}，园区仅剩 ${p.left}`,
    en: (p: Short) => `${p.resource.en}: ${p.needed} are needed, the park has ${p.left} left`,
  },
  OTHERS_WAIT: {
    zh: '候补名单上有意向在先，请按顺序锁定或先将其移出候补',
    en: 'Another intent waits for this slot and comes first; hold it for that one, or take that one off the list',
  },
  HOLD_EXPIRED: { zh: '锁定已到期', en: 'The hold has expired' },
  INTENT_CHANGED: {
    zh: '意向的需求在锁定后已修改，请园区重新锁定',
    en: 'What the intent needs has changed since; the park has to hold the slot anew',
  },
  INTENT_NOT_OPEN: {
    zh: '意向已结束或已不向该园区公开',
    en: 'The intent is over, or no longer released to this park',
  },
  INTENT_ALLOCATED: {
    zh: '该意向已接受一处地块厂房，请先释放',
    en: 'The intent has accepted a slot already; release that one first',
  },
  OCCUPIED_ON_WRONG: {
    zh: '入驻日期应在接受之日至今天之间',
    en: 'The day lies between the day it was accepted and today',
  },
  REASON_MISSING: { zh: '已分配或已入驻的，请填写释放原因', en: 'Say why an allocated slot is released' },
  WAITS_ALREADY: { zh: '该意向已在候补名单中', en: 'The intent waits here already' },
  WAITING_LIST_FULL: {
    zh: `候补名单最多 ${MOST_WAITING} 个`,
    en: `At most ${MOST_WAITING} wait in a park`,
  },
  PARK_RUN_SCOPE: {
    zh: '请指明一个园区、一个地区或一个结对关系，三者选一',
    en: 'Name a park, a region or a pairing, one of the three',
  },
  PAIRING_NOT_IN_FORCE: { zh: '没有现行有效的该结对关系', en: 'No such pairing is in force today' },
  PAIRING_OF_OTHERS: {
    zh: '只有结对双方或其上级的协作办公室可以发起',
    en: 'An office of either side of the pairing, or over it, asks for this',
  },
  REGION_UNKNOWN: { zh: '没有该行政区划', en: 'There is no such region' },
  PARK_RUNS_WAITING: {
    zh: '贵方已有匹配待计算，请等待完成',
    en: 'Runs you asked for still wait; wait for them',
  },
  WAITING_ENDED: { zh: '候补已结束', en: 'The place on the list has ended' },
});
