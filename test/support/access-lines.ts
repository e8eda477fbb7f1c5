import type { Line, Lines } from './access-line';
import { bankingLines } from './access-lines-banking';
import { caseLines } from './access-lines-cases';
import { catalogLines, prepareCatalog } from './access-lines-catalog';
import { claimLines } from './access-lines-claims';
import { countingLines, prepareCounting } from './access-lines-counting';
import { forecastingLines } from './access-lines-forecasting';
import { frameworkLines, prepareFrameworks } from './access-lines-frameworks';
import { helpSellingLines, prepareHelpSelling } from './access-lines-helpselling';
import { hubLines, prepareHubs } from './access-lines-hubs';
import { integrityLines } from './access-lines-integrity';
import { investingLines } from './access-lines-investing';
import { allocatingLines } from './access-lines-allocating';
import { invoiceLines } from './access-lines-invoices';
import { matchingLines } from './access-lines-matching';
import { moneyLines, prepareMoney } from './access-lines-money';
import { orderLines, prepareOrders } from './access-lines-orders';
import { pairingLines } from './access-lines-pairing';
import { parkLines } from './access-lines-parks';
import { operatingLines } from './access-lines-operating';
import { prepareSharing, sharingLines } from './access-lines-sharing';
import { prepareProjects, projectLines } from './access-lines-projects';
import { peopleLines } from './access-lines-people';
import { payoutLines } from './access-lines-payouts';
import { personalDataLines } from './access-lines-personal-data';
import { planLines } from './access-lines-plans';
import { poolingLines, preparePooling } from './access-lines-pooling';
import { quotingLines } from './access-lines-quoting';
import { regionLines } from './access-lines-regions';
import { prepareReporting, reportingLines } from './access-lines-reporting';
import { responsibilityLines } from './access-lines-responsibility';
import { reserveLines } from './access-lines-reserves';
import { prepareRescue, rescueLines } from './access-lines-rescue';
import { samplingLines } from './access-lines-sampling';
import { sourcingLines } from './access-lines-sourcing';
import { prepareSupply, supplyLines } from './access-lines-supply';
import type { World } from './access-world';

const ALL: Lines = {
  ...regionLines,
  ...peopleLines,
  ...personalDataLines,
  ...pairingLines,
  ...responsibilityLines,
  ...reserveLines,
  ...catalogLines,
  ...supplyLines,
  ...moneyLines,
  ...bankingLines,
  ...orderLines,
  ...caseLines,
  ...payoutLines,
  ...invoiceLines,
  ...helpSellingLines,
  ...hubLines,
  ...sourcingLines,
  ...poolingLines,
  ...quotingLines,
  ...samplingLines,
  ...frameworkLines,
  ...parkLines,
  ...investingLines,
  ...allocatingLines,
  ...projectLines,
  ...operatingLines,
  ...sharingLines,
  ...rescueLines,
  ...reportingLines,
  ...claimLines,
  ...countingLines,
  ...forecastingLines,
  ...integrityLines,
  ...matchingLines,
  ...planLines,
};

/** Operations that stand in the table. */
export const linedOperations = Object.keys(ALL);

export function linesOf(operation: string): readonly Line[] {
  if (!Object.hasOwn(ALL, operation)) return [];
  const found = ALL[operation];
  return found === undefined ? [] : Array.isArray(found) ? (found as readonly Line[]) : [found as Line];
}

/** What lines name beside their records. */
export async function prepareLines(world: World): Promise<void> {
  await prepareMoney(world);
  await prepareCatalog(world);
  await prepareSupply(world);
  await prepareOrders(world);
  await prepareHelpSelling(world);
  await prepareHubs(world);
  await prepareFrameworks(world);
  await preparePooling(world);
  await prepareRescue(world);
  await prepareReporting(world);
  await prepareCounting(world);
  await prepareProjects(world);
  await prepareSharing(world);
}
