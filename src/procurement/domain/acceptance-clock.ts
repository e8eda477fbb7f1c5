/** Days after arrival on which a silent buyer is reminded, and on which time accepts; dated rules. */
export interface AcceptanceDays {
  readonly first: number;
  readonly second: number;
  readonly acceptance: number;
}

const DAY_MS = 86_400_000;

/** What a shipment needs on a day. Time accepts only after two reminders, on a later look than the second. */
export function acceptanceStep(
  shipment: { readonly arrivedOn: string; readonly reminders: number },
  days: AcceptanceDays,
  today: string,
): 'REMIND' | 'ACCEPT' | 'WAIT' {
  const passed = (Date.parse(today) - Date.parse(shipment.arrivedOn)) / DAY_MS;
  if (shipment.reminders === 0) return passed >= days.first ? 'REMIND' : 'WAIT';
  if (shipment.reminders === 1) return passed >= days.second ? 'REMIND' : 'WAIT';
  return passed >= days.acceptance ? 'ACCEPT' : 'WAIT';
}
