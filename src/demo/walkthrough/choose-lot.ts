import { parseQuantity } from '../../../libs/money/src/index';
import { addDays } from '../../platform/index';
import type { FoundLot, SeenLot } from './answers';
import { CallFailed } from './caller';
import { fenOf } from './figures';
import type { Walk } from './walk';

const DAYS_TO_DELIVERY = 7; // beside the listing's lead days
export const TONNES = 2;
export const ORDERED_KG = TONNES * 1000;

export interface Choice {
  readonly lotId: string;
  readonly buyer: { readonly id: string; readonly name: string; readonly regionCode: string };
  readonly deliveryOn: string;
  readonly countyCode: string;
  readonly fenPerKg: bigint;
  /** Of the whole order, if it depends on the weight: per kilogram. */
  readonly freightFen: (kilograms: number) => bigint;
}

/** The buyer finds 花椒 from a paired county and looks at a lot of the cooperative that plays along. */
export async function chooseLot(walk: Walk): Promise<Choice> {
  const buyer = await meet(walk);
  const found = await find(walk);
  walk.narrator.step({ zh: '看批次、合格证与阶梯价', en: 'See lot, certificate and price ladder' }, 'SeeLot');
  const { lot } = await walk.ask('clerk', 'SeeLot', { id: found.id });
  describe(walk, lot);
  const { terms } = lot;
  if (terms?.priceUnit !== 'kg') throw new CallFailed(`SeeLot: ${found.id} is not sold by the kilogram`);
  const fenPerKg = priceAt(terms.ladder);
  return {
    lotId: found.id,
    buyer,
    deliveryOn: addDays(walk.today(), terms.leadDays + DAYS_TO_DELIVERY),
    countyCode: lot.origin.code,
    fenPerKg,
    freightFen: (kilograms) => {
      const { kind, amount } = terms.freight;
      return kind === 'INCLUDED' ? 0n : kind === 'FIXED' ? fenOf(amount) : fenOf(amount) * BigInt(kilograms);
    },
  };
}

async function meet(walk: Walk): Promise<Choice['buyer']> {
  walk.narrator.step({ zh: '东部采购方登录', en: 'An eastern buyer signs in' }, 'SignIn', 'WhoAmI');
  const { organization, member } = (await walk.ask('clerk', 'WhoAmI')).me;
  const who = `${organization.name} · ${member.displayName} · ${walk.loginOf('clerk')}`;
  walk.narrator.tell({ zh: who, en: who });
  return organization;
}

async function find(walk: Walk): Promise<FoundLot> {
  const title = { zh: '查找来自结对县的花椒', en: 'Find Sichuan pepper (花椒) from a paired county' };
  walk.narrator.step(title, 'FindLots');
  const filter = {
    text: '花椒',
    fromMyPairedCounties: true,
    recognised: true,
    quantity: { value: String(TONNES), unit: 't' },
  };
  const { lots } = await walk.ask('clerk', 'FindLots', { filter });
  const seller = (await walk.ask('supplier', 'WhoAmI')).me.organization;
  const lot = lots.edges.map(({ node }) => node).find(({ supplier }) => supplier.id === seller.id);
  walk.narrator.tell({
    zh: `在售 ${lots.totalCount} 批，各有 2 t 以上`,
    en: `${lots.totalCount} lots with 2 t or more on sale`,
  });
  if (!lot) throw new CallFailed(`FindLots: ${seller.name} has no lot of 花椒 with ${TONNES} t left`);
  const chosen = `${lot.productName} · ${lot.supplier.name} · ${lot.origin.fullName}`;
  walk.narrator.tell({ zh: `选 ${chosen}`, en: `chosen: ${chosen}` });
  return lot;
}

function describe(walk: Walk, lot: SeenLot): void {
  const { available, capacity, terms } = lot;
  walk.narrator.tell({
    zh: `合格证 ${lot.certificateNo} · ${lot.grade} · ${lot.harvestedOn} 采收 · ${lot.expiresOn} 到期 · 可售 ${available.value} ${available.unit}`,
    en: `certificate ${lot.certificateNo} · grade ${lot.grade} · harvested ${lot.harvestedOn} · expires ${lot.expiresOn} · ${available.value} ${available.unit} available`,
  });
  if (capacity) {
    const { verifiedArea, registered, limit } = capacity;
    walk.narrator.tell({
      zh: `${capacity.season} 产季核实 ${verifiedArea.value} ${verifiedArea.unit}，已登记 ${registered.value} ${registered.unit}，上限 ${limit?.value ?? '—'} ${limit?.unit ?? ''}`,
      en: `season ${capacity.season}: ${verifiedArea.value} ${verifiedArea.unit} verified, ${registered.value} ${registered.unit} registered of at most ${limit?.value ?? '—'} ${limit?.unit ?? ''}`,
    });
  }
  for (const { from, unitPrice } of terms?.ladder ?? [])
    walk.narrator.tell({
      zh: `满 ${from.value} ${from.unit}：${unitPrice.amount} 元/${terms?.priceUnit}`,
      en: `from ${from.value} ${from.unit}: ${unitPrice.amount} yuan/${terms?.priceUnit}`,
    });
}

/** The price of the last step the quantity reaches. */
function priceAt(ladder: NonNullable<SeenLot['terms']>['ladder']): bigint {
  const ordered = parseQuantity({ value: String(TONNES), unit: 't' }).base;
  const reached = ladder.findLast(({ from }) => parseQuantity(from).base <= ordered);
  if (!reached) throw new CallFailed(`SeeLot: no price for ${TONNES} t`);
  return fenOf(reached.unitPrice);
}
