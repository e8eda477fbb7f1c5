import {
  AcceptInvitation,
  CreateOperator,
  CreateSubordinateUnit,
  Invitations,
  InviteMember,
  RegisterOffice,
  RegisterOrganization,
} from '../../organizations/index';

import { DEMO_PASSWORD } from '../domain/demo-accounts';
import type { DemoPlan, PlannedOrganization, PlannedPerson } from '../domain/demo-plan';
import { planParks } from '../domain/park-plan';
import { PLATFORM_KEY } from '../domain/plan-parties';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

const ADMINISTRATOR = '示例管理员';
const keyed = (what: string, key: string) => `demo-${what}-${key}`;

/** Everybody joins: offices by the platform's invitation, enterprises and cooperatives by registering themselves. */
export async function gatherOrganizations(stage: Stage, cast: Cast, plan: DemoPlan): Promise<void> {
  const [platform, ...offices] = plan.offices;
  if (!platform) throw new Error('the plan has no platform');
  await foundPlatform(stage, cast, platform);
  await stage.together(offices, (office) => registerOffice(stage, cast, office));
  const buyers = [...plan.buyers, ...plan.assisting];
  const operators = planParks(plan).map(({ operator }) => operator);
  const heads = [...plan.suppliers, ...operators, ...buyers.filter((buyer) => buyer.parentKey === null)];
  await stage.together(heads, (head) => register(stage, cast, head));
  await cast.gather(stage.database);
  await stage.together([platform, ...offices, ...heads], async (organization) => {
    for (const person of organization.people) await invite(stage, cast, organization, person);
  });
  const units = buyers.filter((buyer) => buyer.parentKey !== null);
  await stage.together(units, (unit) => createUnit(stage, cast, unit));
  await stage.together(units, async (unit) => {
    for (const person of unit.people) await invite(stage, cast, unit, person);
  });
  await cast.gather(stage.database);
}

async function foundPlatform(stage: Stage, cast: Cast, planned: PlannedOrganization): Promise<void> {
  const token = await stage.use(CreateOperator).execute(planned.name, { demonstration: true });
  await accept(stage, token, `${planned.key}.admin`, ADMINISTRATOR);
  await cast.gather(stage.database);
  cast.enter(planned, cast.as(planned.key).organizationId);
}

async function registerOffice(stage: Stage, cast: Cast, planned: PlannedOrganization): Promise<void> {
  const { kind, name, uscc, regionCode, key } = planned;
  const input = { idempotencyKey: keyed('office', key), kind, name, uscc, regionCode };
  const answer = stage.use(RegisterOffice).execute(cast.as(PLATFORM_KEY), input, { demonstration: true });
  const { organizationId, invitationId } = await done(`registerOffice ${key}`, answer);
  cast.enter(planned, organizationId);
  await accept(stage, stage.use(Invitations).tokenOf(invitationId), `${key}.admin`, ADMINISTRATOR);
}

async function register(stage: Stage, cast: Cast, planned: PlannedOrganization): Promise<void> {
  const { kind, name, uscc, regionCode, key } = planned;
  const person = { login: `${key}.admin`, password: DEMO_PASSWORD, displayName: ADMINISTRATOR };
  const answer = stage
    .use(RegisterOrganization)
    .execute({ kind, name, uscc, regionCode, ...person }, { address: `demo ${key}`, demonstration: true });
  cast.enter(planned, (await done(`registerOrganization ${key}`, answer)).organizationId);
}

async function invite(
  stage: Stage,
  cast: Cast,
  planned: PlannedOrganization,
  { duty, role, displayName }: PlannedPerson,
): Promise<void> {
  const key = `${planned.key}.${duty}`;
  const organizationId = cast.idOf(planned.key);
  const input = { idempotencyKey: keyed('invite', key), organizationId, roles: [role] };
  const answer = stage.use(InviteMember).execute(cast.as(planned.parentKey ?? planned.key), input);
  const { invitationId } = await done(`inviteMember ${key}`, answer);
  await accept(stage, stage.use(Invitations).tokenOf(invitationId), key, displayName);
}

async function accept(stage: Stage, token: string, login: string, displayName: string): Promise<void> {
  const input = { token, login, password: DEMO_PASSWORD, displayName };
  await done(`acceptInvitation ${login}`, stage.use(AcceptInvitation).execute(input));
}

async function createUnit(stage: Stage, cast: Cast, planned: PlannedOrganization): Promise<void> {
  const { name, regionCode, key, parentKey } = planned;
  const input = { idempotencyKey: keyed('unit', key), name, regionCode };
  const answer = stage.use(CreateSubordinateUnit).execute(cast.as(parentKey ?? ''), input);
  cast.enter(planned, (await done(`createSubordinateUnit ${key}`, answer)).unitId);
}
