'use strict';

// Sized for a machine of 2 cores that also runs the application.
const PRODUCT = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // their paths have a length limit; the project may lie deep
  max_connections: 100,
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  max_wal_size: '1GB',
  random_page_cost: 1.1,
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse', // details of constraint errors quote rows, which may hold personal data
  log_min_error_statement: 'panic', // and so do statements
};

const WITHOUT_DURABILITY = {
  ...PRODUCT,
  max_connections: 200,
  max_prepared_transactions: 4, // sealing is tried with them
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '4GB',
  checkpoint_timeout: '30min',
  autovacuum_naptime: '10min', // a test run leaves its databases until its end: nobody needs to go through them
};

/** The text of the settings file that every start writes anew. */
function clusterSettings(port, fast) {
  const settings = { ...(fast ? WITHOUT_DURABILITY : PRODUCT), port };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join('');
}

module.exports = { clusterSettings };
