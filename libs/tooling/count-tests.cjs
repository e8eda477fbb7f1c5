'use strict';
// count-tests.cjs <Jest's JSON report> <failed checks>: prints the last line of .ci/run and fails if anything did.
const fs = require('node:fs');

/** A file that cannot run, a skipped test and a missing report are failures: silence proves nothing. */
function countTests(report, failedChecks) {
  if (!report) return { passed: 0, failed: failedChecks + 1 };
  const skipped = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + skipped + failedChecks;
  // Jest can fail without a failed test: no tests found, or a broken global setup
  const unexplained = failed === 0 && !report.success ? 1 : 0;
  return { passed: report.numPassedTests, failed: failed + unexplained };
}

function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

module.exports = { countTests };

if (require.main === module) {
  const [file, failedChecks] = process.argv.slice(2);
  const { passed, failed } = countTests(readReport(file), Number(failedChecks));
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
