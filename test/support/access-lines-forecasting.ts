import type { Line, Lines } from './access-line';
import { agreement } from './access-lines-pairing';

const onAgreement: Line = {
  record: agreement('ACTIVE'),
  overseen: 'BOTH',
  variables: (agreementId) => ({ agreementId }),
};

export const forecastingLines: Lines = {
  agreementOutlook: onAgreement,
  tradeMeasures: onAgreement,
  toldForecasts: onAgreement,
};
