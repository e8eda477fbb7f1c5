import type { IndustrialPark, ParkIntent, ParksInput, ParkSlot } from '../../libs/matching/src/index';

/** Whether an intent and a slot may come together at all: the model in words, once more and without the engine. */
export function passesInWords(input: ParksInput, intentId: string, slotId: string): boolean {
  const intent = input.intents.find(({ id }) => id === intentId);
  const slot = input.slots.find(({ id }) => id === slotId);
  const park = input.parks.find(({ id }) => id === slot?.parkId);
  if (!intent || !slot || !park) return false;
  return (
    mayKnow(intent, park) &&
    isWelcome(intent, park) &&
    isEnough(intent, park, slot) &&
    isLiked(intent, park, slot)
  );
}

const mayKnow = (intent: ParkIntent, park: IndustrialPark) => intent.releasedTo.includes(park.id);

/** Divisions of the tests are of two sections: 01 to 05 of A, the others of C. */
const sectionOf = (code: string) => (/^[A-Z]$/.test(code) ? code : code < '06' ? 'A' : 'C');

/** From the section down: 'C', '13', '137', '1371'. */
const lineOf = (code: string) =>
  /^[A-Z]$/.test(code)
    ? [code]
    : [
        sectionOf(code),
        ...[2, 3, 4].filter((length) => length <= code.length).map((length) => code.slice(0, length)),
      ];

/** The closest word about it is that it is excluded, or something below it is. */
function isShutOut({ wantedIndustries, excludedIndustries }: IndustrialPark, code: string): boolean {
  const closest = lineOf(code).findLast(
    (one) => wantedIndustries.includes(one) || excludedIndustries.includes(one),
  );
  const isBelow = (one: string) => one !== code && lineOf(one).includes(code);
  return (closest !== undefined && excludedIndustries.includes(closest)) || excludedIndustries.some(isBelow);
}

const isWelcome = (intent: ParkIntent, park: IndustrialPark) =>
  !isShutOut(park, intent.industryCode) &&
  Object.entries(intent.environmentalLoads).every(
    ([load, amount]) => amount <= (park.environmentalLimits[load] ?? Infinity),
  ) &&
  intent.investmentFen >= park.leastInvestmentFen;

/** What neither slot nor park names is not there at all. */
const isEnough = (intent: ParkIntent, park: IndustrialPark, slot: ParkSlot) =>
  Object.entries(intent.needs).every(([name, need]) => {
    const [ofPark, ofSlot] = [park.capacities[name], slot.capacities[name]];
    if (ofPark === undefined && ofSlot === undefined) return need === 0;
    return need <= (ofPark ?? Infinity) && need <= (ofSlot ?? Infinity);
  });

const liesIn = (region: string, county: string) => county.startsWith(region.replace(/(00){1,2}$/, ''));

const isLiked = (intent: ParkIntent, park: IndustrialPark, slot: ParkSlot) =>
  (!intent.regionsOnly || intent.preferredRegions.some((region) => liesIn(region, park.regionCode))) &&
  (intent.acceptedKinds.length === 0 || intent.acceptedKinds.includes(slot.kind)) &&
  slot.availableFrom <= intent.neededBy &&
  (intent.mostPriceFen === null || slot.priceFen <= intent.mostPriceFen);
