/** SQL: a record as statements are computed from it. */
export const STATED = `r.id, r.project_id AS "projectId", r.quarter, r.output_fen AS "outputFen", r.tax_fen AS "taxFen", r.jobs`;

/** The verified records of a year whose quarter lies in the contract $1; $2 the year. */
export const RECORDS_OF = `
  SELECT ${STATED} FROM sharing_contracts c JOIN park_projects p ON p.park_id = c.park_id
    JOIN operating_records r ON r.project_id = p.id AND r.state = 'VERIFIED'
   WHERE c.id = $1 AND r.year = $2 AND make_date(r.year, r.quarter * 3 - 2, 1) >= c.effective_from
     AND (c.effective_to IS NULL OR make_date(r.year, r.quarter * 3, 28) <= c.effective_to)
   ORDER BY r.id`;
