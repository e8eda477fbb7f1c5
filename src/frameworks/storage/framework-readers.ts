import { Role } from '../../organizations/index';

/** Who may read framework agreements: both sides, operations and audit. */
export const FRAMEWORK_READERS = [
  Role.BUYER_CLERK,
  Role.BUYER_APPROVER,
  Role.SUPPLIER,
  Role.PLATFORM_OPS,
  Role.AUDITOR,
];
