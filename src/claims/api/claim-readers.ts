import { Role } from '../../organizations/index';

/** Who may ask for them, each for what is in his own sight. */
export const CLAIM_READERS = [
  Role.BUYER_CLERK,
  Role.BUYER_APPROVER,
  Role.SUPPLIER,
  Role.VERIFIER,
  Role.COORD_COUNTY,
  Role.COORD_CITY,
  Role.COORD_PROV,
  Role.PLATFORM_OPS,
  Role.AUDITOR,
];
