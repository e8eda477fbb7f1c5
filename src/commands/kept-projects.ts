/** Columns of words that park projects and capital records keep, by table; as in KEPT_DATA. */
export const KEPT_PROJECTS = {
  capital_checks: { CODE: 'standing' },
  capital_counted_papers: { NUMBER: 'key' },
  capital_records: { CODE: 'nature kind state', NOTE: 'note decision_note' },
  enterprise_successions: { ORGANIZATION: 'predecessor_uscc successor_uscc', CODE: 'kind' },
  industry_capital_ranges: { FACT: 'industry_code source_document' },
  operating_checks: { CODE: 'standing' },
  operating_records: { CODE: 'state', ORGANIZATION: 'attested_by', NOTE: 'note decision_note' },
  park_projects: {
    NUMBER: 'number',
    GOODS: 'title',
    ORGANIZATION: 'investor_name investor_uscc enterprise_name enterprise_uscc',
    CODE: 'industry_code east_region_code stage standing',
  },
  project_evidence: { CODE: 'sha256 kind', ORGANIZATION: 'issuer_usccs issuer_names', NUMBER: 'document_no' },
  project_productions: { ORGANIZATION: 'uscc' },
  project_steps: { CODE: 'verb stage standing', NOTE: 'note' },
  project_visits: { CODE: 'kind state', NOTE: 'subject outcome' },
  stage_evidence_needs: { FACT: 'stage kinds source_document' },
} as const;
