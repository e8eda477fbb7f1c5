import { ConfirmPairing, RelateOrganizations } from '../../pairing/index';
import { ASSISTED_COUNTY, CENTRAL, CENTRAL_UNITS } from '../domain/plan-assisting';
import { officeKey } from '../domain/plan-parties';
import { yuanText } from '../domain/said-amounts';
import type { PlannedSchemes } from '../domain/scheme-script';
import type { Cast } from './cast';
import { agreeOn } from './sign-agreements';
import { done, type Stage } from './stage';

const OWN_FEN = 4_000_000n;
const UNIT_FEN = 3_000_000n;

/** 定点帮扶: a central unit is related to its county, and both sign what its canteens will buy in the year. */
export async function relateCentralUnit(stage: Stage, cast: Cast, planned: PlannedSchemes): Promise<void> {
  const clerk = cast.as(CENTRAL, 'clerk');
  const proposal = {
    idempotencyKey: 'demo-relation',
    kind: 'DESIGNATED_ASSISTANCE',
    helper: { organizationId: cast.idOf(CENTRAL) },
    helped: { regionCode: ASSISTED_COUNTY },
    validFrom: planned.relatedOn,
    sourceDocument: '示例：定点帮扶结对安排',
  };
  const related = stage.use(RelateOrganizations).execute(clerk, proposal);
  const { pairingId } = await done('relateOrganizations', related);
  const [central, county] = [cast.as(CENTRAL, 'approver'), cast.as(officeKey(ASSISTED_COUNTY), 'coord')];
  for (const [before, actor] of [central, county].entries()) {
    const word = { idempotencyKey: `demo-relation-${before}`, pairingId, expectedVersion: before + 1 };
    await done('confirmPairing', stage.use(ConfirmPairing).execute(actor, word));
  }
  for (const year of planned.years)
    await agreeOn(stage, {
      key: `${CENTRAL}-${year}`,
      pairingId,
      year,
      ownFen: OWN_FEN,
      leaves: CENTRAL_UNITS.map((key) => ({ unitId: cast.idOf(key), target: yuanText(UNIT_FEN).amount })),
      drafter: clerk,
      signers: [central, county],
    });
}
