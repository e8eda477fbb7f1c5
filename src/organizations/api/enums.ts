import { registerEnumType } from '@nestjs/graphql';
import { ADMISSION_DUTIES, admissionStates } from '../domain/admission.states';
import { ORGANIZATION_KINDS, SELF_REGISTERED_KINDS, SIDES } from '../domain/organization-kind';
import { Role } from '../domain/role';
import { SELLS_AS } from '../storage/supplier-admission.entity';

function enumOf<Value extends string>(values: readonly Value[]): { [Key in Value]: Key } {
  return Object.fromEntries(values.map((value) => [value, value])) as { [Key in Value]: Key };
}

export const OrganizationKindEnum = enumOf(ORGANIZATION_KINDS);
export const SelfRegisteredKindEnum = enumOf(SELF_REGISTERED_KINDS);
export const SideEnum = enumOf(SIDES);
export const AdmissionStateEnum = enumOf(admissionStates.states);
export const AdmissionDutyEnum = enumOf(ADMISSION_DUTIES);
export const SellsAsEnum = enumOf(SELLS_AS);
export const MandateKindEnum = enumOf(['SOLE', 'HUB']);
export const MandateStateEnum = enumOf(['PROPOSED', 'ACTIVE', 'DECLINED', 'ENDED']);
export const BankAccountStateEnum = enumOf(['PROPOSED', 'ACTIVE', 'REPLACED', 'REFUSED']);
export { Role as RoleEnum };

registerEnumType(OrganizationKindEnum, {
  name: 'OrganizationKind',
  valuesMap: {
    ENTERPRISE: { description: '企业' },
    PUBLIC_UNIT: { description: '预算单位' },
    COOPERATIVE: { description: '合作社' },
    FAMILY_FARM: { description: '家庭农场' },
    PARK_OPERATOR: { description: '园区运营单位' },
    COUNTY_DEPARTMENT: { description: '县级部门' },
    COLLABORATION_OFFICE: { description: '东西部协作办公室' },
    PLATFORM_OPERATIONS: { description: '平台运营' },
    AUDIT_OFFICE: { description: '审计' },
  },
});
registerEnumType(SelfRegisteredKindEnum, { name: 'SelfRegisteredKind' });
registerEnumType(SideEnum, { name: 'Side', description: '东部、西部' });
registerEnumType(Role, { name: 'Role' });
registerEnumType(AdmissionStateEnum, { name: 'AdmissionState', description: '供应商入驻' });
registerEnumType(AdmissionDutyEnum, {
  name: 'AdmissionDuty',
  valuesMap: { AGRI: { description: '农业农村' }, REVITAL: { description: '乡村振兴' } },
});
registerEnumType(SellsAsEnum, {
  name: 'SellsAs',
  valuesMap: { PRODUCER: { description: '自产自销' }, AGENT: { description: '贸易企业代理' } },
});
registerEnumType(MandateKindEnum, {
  name: 'AgencyMandateKind',
  valuesMap: {
    SOLE: { description: '独家代理: everything of one producer at a time' },
    HUB: { description: '枢纽委托: named goods of one of several members, up to a ceiling each' },
  },
});
registerEnumType(MandateStateEnum, { name: 'AgencyMandateState' });
registerEnumType(BankAccountStateEnum, { name: 'BankAccountState' });
