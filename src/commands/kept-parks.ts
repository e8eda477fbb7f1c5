/** Columns of words that parks keep, by table; as in KEPT_DATA. */
export const KEPT_PARKS = {
  park_closings: { CODE: 'state', NOTE: 'reason decision_note' },
  park_files: { CODE: 'kind sha256' },
  park_policies: { CODE: 'kind', NUMBER: 'document_no', GOODS: 'title', NOTE: 'summary' },
  park_resources: { CODE: 'resource' },
  park_slot_resources: { CODE: 'resource' },
  park_slot_uses: { CODE: 'resource' },
  park_slot_terms: { CODE: 'price_basis', NOTE: 'note' },
  park_slots: { NUMBER: 'code', CODE: 'kind state price_basis' },
  park_wording_capacities: { CODE: 'resource' },
  park_wording_industries: { CODE: 'code' },
  park_wording_markets: { CODE: 'kind', GOODS: 'name' },
  park_wordings: {
    ORGANIZATION: 'name',
    CODE: 'state kind',
    NOTE: 'description environment_note decision_note',
  },
  parks: { NUMBER: 'number', CODE: 'county_code home_county_code state' },
  slot_holds: { CODE: 'state ended_as', NOTE: 'end_note' },
  slot_waitings: { CODE: 'ended_as' },
} as const;
