import { Role } from '../../organizations/index';

/** Who may ask for projects, each for those he may know of. */
export const PROJECT_READERS = [
  Role.PARK_MANAGER,
  Role.ENTERPRISE_INVESTOR,
  Role.COORD_COUNTY,
  Role.COORD_CITY,
  Role.COORD_PROV,
  Role.VERIFIER,
];
/** Who carries a project: verifiers only judge. */
export const PROJECT_HANDLERS = PROJECT_READERS.filter((role) => role !== Role.VERIFIER);
export const PROJECT_OFFICES = [Role.COORD_COUNTY, Role.COORD_CITY, Role.COORD_PROV, Role.VERIFIER];
