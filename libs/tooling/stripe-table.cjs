'use strict';
// npm run stripe:table: reads the types of the installed Stripe SDK and writes the stand-in's table of parameters and
// answers anew. A test fails until the table is that of the SDK.
const fs = require('node:fs');
const path = require('node:path');
const { runTypescript } = require('./run-typescript.cjs');

const TABLE = path.join(__dirname, '../../test/stripe-stand-in/table/stripe-api.json');

void runTypescript(
  () => {
    const { readApiTable, writtenTable } = require('../../test/stripe-stand-in/table/read-api-table.ts');
    fs.writeFileSync(TABLE, writtenTable(readApiTable()));
    return true;
  },
  { builds: false },
);
