/**
 * What two published standards ask of a document, as far as we write them: which fields a thing must have, which it may
 * have, and what stands in them; narrower than they are where we write less. Told from, not copied, and compared with:
 * OCDS 1.1.5, release-package-schema.json, release-schema.json and the code lists releaseTag, partyRole, milestoneType of
 * open-contracting/standard at 1__1__5; EPCIS-JSON-Schema.json of gs1/EPCIS, of May 2023, with its core business vocabulary.
 * What the exports write in these tests was held to those schemas themselves, formats included, on 2026-11-22.
 */
type Kind = string | readonly string[];
interface Shape {
  readonly must?: readonly string[];
  readonly fields: Readonly<Record<string, Kind>>;
}
/** A thing, or the words of a code list. */
type Shapes = Readonly<Record<string, Shape | readonly string[]>>;
const isCodeList = (shape: Shape | readonly string[]): shape is readonly string[] => Array.isArray(shape);

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const URI = /^[a-z][a-z0-9+.-]*:\S+$/i;

/** `Item[]` is a list of items, `Item` one, a list of words a closed code list. */
function faults(shapes: Shapes, kind: Kind, value: unknown, path: string): string[] {
  if (Array.isArray(kind))
    return kind.includes(value) ? [] : [`${path}: ${JSON.stringify(value)} is no code`];
  const name = kind as string;
  if (name.endsWith('[]')) {
    if (!Array.isArray(value) || value.length === 0) return [`${path} is no list of anything`];
    return value.flatMap((one, at) => faults(shapes, name.slice(0, -2), one, `${path}/${at}`));
  }
  const shape = shapes[name];
  if (shape)
    return isCodeList(shape) ? faults(shapes, shape, value, path) : faultsOf(shapes, shape, value, path);
  if (name === 'number') return typeof value === 'number' ? [] : [`${path} is no number`];
  if (typeof value !== 'string' || value === '') return [`${path} is no text`];
  if (name === 'date-time') return DATE_TIME.test(value) ? [] : [`${path}: ${value} is no instant`];
  if (name === 'uri') return URI.test(value) ? [] : [`${path}: ${value} is no URI`];
  return [];
}

function faultsOf(shapes: Shapes, { must = [], fields }: Shape, value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no object`];
  const told = Object.entries(value);
  return [
    ...must.filter((name) => !Object.hasOwn(value, name)).map((name) => `${path} lacks ${name}`),
    ...told.flatMap(([name, field]) => {
      const kind = fields[name];
      return kind === undefined
        ? [`${path}/${name} is no field of it`]
        : faults(shapes, kind, field, `${path}/${name}`);
    }),
  ];
}

const words = (list: string) => list.split(/\s+/);

const OCDS: Shapes = {
  Tag: words(`planning planningUpdate tender tenderAmendment tenderUpdate tenderCancellation award awardUpdate
    awardCancellation contract contractUpdate contractAmendment implementation implementationUpdate contractTermination compiled`),
  Role: words(
    'buyer procuringEntity supplier tenderer funder enquirer payer payee reviewBody interestedParty',
  ),
  Package: {
    must: ['uri', 'publisher', 'publishedDate', 'releases', 'version'],
    fields: {
      uri: 'uri',
      publisher: 'Publisher',
      publishedDate: 'date-time',
      releases: 'Release[]',
      version: ['1.1'],
    },
  },
  Publisher: { must: ['name'], fields: { name: 'string' } },
  Release: {
    must: ['ocid', 'id', 'date', 'tag', 'initiationType'],
    fields: {
      ocid: 'string',
      id: 'string',
      date: 'date-time',
      tag: 'Tag[]',
      initiationType: ['tender'],
      language: 'string',
      parties: 'Organization[]',
      buyer: 'Reference',
      tender: 'Tender',
      awards: 'Award[]',
      contracts: 'Contract[]',
    },
  },
  Organization: {
    must: ['id'],
    fields: { id: 'string', name: 'string', identifier: 'Identifier', roles: 'Role[]' },
  },
  Reference: { fields: { id: 'string', name: 'string' } },
  Identifier: { fields: { scheme: 'string', id: 'string', legalName: 'string' } },
  Tender: {
    must: ['id'],
    fields: {
      id: 'string',
      title: 'string',
      status: ['planning', 'planned', 'active', 'cancelled', 'unsuccessful', 'complete', 'withdrawn'],
      procurementMethod: ['open', 'selective', 'limited', 'direct'],
      procurementMethodDetails: 'string',
      mainProcurementCategory: ['goods', 'works', 'services'],
      procuringEntity: 'Reference',
      tenderPeriod: 'Period',
      contractPeriod: 'Period',
      items: 'Item[]',
    },
  },
  Period: { fields: { startDate: 'date-time', endDate: 'date-time' } },
  Item: {
    must: ['id'],
    fields: {
      id: 'string',
      description: 'string',
      classification: 'Classification',
      quantity: 'number',
      unit: 'Unit',
    },
  },
  Classification: { fields: { scheme: 'string', id: 'string', description: 'string' } },
  Unit: { fields: { scheme: 'string', id: 'string', name: 'string', value: 'Value' } },
  Value: { fields: { amount: 'number', currency: ['CNY'] } },
  Award: {
    must: ['id'],
    fields: {
      id: 'string',
      status: ['pending', 'active', 'cancelled', 'unsuccessful'],
      date: 'date-time',
      value: 'Value',
      suppliers: 'Reference[]',
    },
  },
  Contract: {
    must: ['id', 'awardID'],
    fields: {
      id: 'string',
      awardID: 'string',
      status: ['pending', 'active', 'cancelled', 'terminated'],
      period: 'Period',
      value: 'Value',
      items: 'Item[]',
      dateSigned: 'date-time',
      implementation: 'Implementation',
    },
  },
  Implementation: { fields: { transactions: 'Transaction[]', milestones: 'Milestone[]' } },
  Transaction: {
    must: ['id'],
    fields: { id: 'string', date: 'date-time', value: 'Value', payer: 'Reference', payee: 'Reference' },
  },
  Milestone: {
    must: ['id'],
    fields: {
      id: 'string',
      title: 'string',
      type: [
        'preProcurement',
        'approval',
        'engagement',
        'assessment',
        'delivery',
        'reporting',
        'financing',
        'payment',
      ],
      status: ['scheduled', 'met', 'notMet', 'partiallyMet'],
      dateMet: 'date-time',
    },
  },
};

const EVENT = {
  must: ['type', 'eventTime', 'eventTimeZoneOffset'],
  fields: {
    eventID: 'uri',
    eventTime: 'date-time',
    eventTimeZoneOffset: ['+08:00'],
    bizStep: ['creating_class_instance', 'shipping', 'inspecting', 'destroying', 'holding'],
    disposition: ['active', 'in_transit', 'non_sellable_other', 'destroyed', 'recalled'],
    errorDeclaration: 'ErrorDeclaration',
    bizTransactionList: 'BizTransaction[]',
    sourceList: 'Source[]',
    ilmd: 'Ilmd',
  },
} as const;

const EPCIS: Shapes = {
  Document: {
    must: ['@context', 'type', 'schemaVersion', 'creationDate', 'epcisBody'],
    fields: {
      '@context': 'uri',
      type: ['EPCISDocument'],
      schemaVersion: ['2.0'],
      creationDate: 'date-time',
      epcisBody: 'Body',
    },
  },
  Body: { must: ['eventList'], fields: { eventList: 'Event[]' } },
  ObjectEvent: {
    must: [...EVENT.must, 'action', 'quantityList'],
    fields: {
      ...EVENT.fields,
      type: ['ObjectEvent'],
      action: ['ADD', 'OBSERVE', 'DELETE'],
      quantityList: 'Quantity[]',
    },
  },
  TransformationEvent: {
    must: [...EVENT.must, 'inputQuantityList', 'outputQuantityList'],
    fields: {
      ...EVENT.fields,
      type: ['TransformationEvent'],
      transformationID: 'uri',
      inputQuantityList: 'Quantity[]',
      outputQuantityList: 'Quantity[]',
    },
  },
  Quantity: {
    must: ['epcClass'],
    fields: { epcClass: 'uri', quantity: 'number', uom: ['KGM', 'LTR', 'H87'] },
  },
  ErrorDeclaration: {
    must: ['declarationTime'],
    fields: {
      declarationTime: 'date-time',
      reason: ['did_not_occur', 'incorrect_data'],
      correctiveEventIDs: 'uri[]',
    },
  },
  BizTransaction: { must: ['bizTransaction'], fields: { type: ['desadv'], bizTransaction: 'uri' } },
  Source: { must: ['type', 'source'], fields: { type: ['possessing_party'], source: 'uri' } },
  Ilmd: {
    fields: {
      'cbvmda:lotNumber': 'string',
      'cbvmda:harvestEndDate': 'string',
      'cbvmda:itemExpirationDate': 'string',
    },
  },
};

/** Nothing, where the document is a release package of OCDS 1.1. */
export function ocdsFaults(document: unknown): string[] {
  const releases = (document as { releases?: { id: string; ocid: string; tag: string[] }[] }).releases ?? [];
  const ids = releases.map(({ id }) => id);
  return [
    ...faults(OCDS, 'Package', document, ''),
    ...releases
      .filter(({ ocid }) => !/^ocds-[a-z0-9]{6}-\S+$/.test(ocid))
      .map(({ ocid }) => `no ocid: ${ocid}`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} twice`),
  ];
}

/** Nothing, where the document is one of EPCIS 2.0; its events are looked at by their type. */
export function epcisFaults(document: unknown): string[] {
  const events =
    (document as { epcisBody?: { eventList?: { type: string; eventID: string }[] } }).epcisBody?.eventList ??
    [];
  const outer = { ...(document as object), epcisBody: { eventList: [{}] } };
  const ids = events.map(({ eventID }) => eventID);
  const corrective = events.flatMap(
    (event) =>
      (event as { errorDeclaration?: { correctiveEventIDs: string[] } }).errorDeclaration
        ?.correctiveEventIDs ?? [],
  );
  return [
    ...faults({ ...EPCIS, Event: { fields: {} } }, 'Document', outer, ''),
    ...events.flatMap((event, at) => faults(EPCIS, event.type, event, `/${at}`)),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} twice`),
    ...corrective.filter((id) => !ids.includes(id)).map((id) => `${id} corrects and is not there`),
  ];
}
