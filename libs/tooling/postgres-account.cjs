'use strict';
// PostgreSQL refuses to run as root. This decides as whom its programs run, and where its files then lie.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { EmbeddedPostgresError, postgresBinaries, programsIn } = require('./postgres-binaries.cjs');

const POINTER = 'lies-elsewhere';

function knownAccounts() {
  if (!fs.existsSync('/etc/passwd')) return [];
  const lines = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines
    .map((line) => line.split(':'))
    .filter((fields) => fields.length > 3)
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

const runs = (command, args, options) =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 10_000, ...options }).status === 0;

// initdb looks its account up by number, so the mapped number has to be a known one.
function namespacePrefix() {
  const accounts = knownAccounts().filter(({ uid }) => uid !== 0);
  const mapped = accounts.find(({ uid }) => uid !== 65534) ?? accounts[0];
  if (!mapped || process.platform !== 'linux') return undefined;
  return ['unshare', '-U', `--map-user=${mapped.uid}`, `--map-group=${mapped.gid}`];
}

function asMyself(dataDir, binaries) {
  return { how: 'as this user', home: dataDir, binaries, prefix: [], spawnOptions: {}, own: () => {} };
}

// Files stay the caller's own, so this works below a 0700 directory too.
function insideNamespace(dataDir, binaries) {
  const prefix = namespacePrefix();
  if (!prefix || process.env.XIESHOU_NO_USER_NAMESPACE === '1') return undefined;
  if (!runs(prefix[0], [...prefix.slice(1), binaries.initdb, '--version'])) return undefined;
  return { ...asMyself(dataDir, binaries), how: 'in a user namespace', prefix };
}

function reaches(account, folder) {
  return runs('/bin/sh', ['-c', '[ -x "$0" ]', folder], { uid: account.uid, gid: account.gid, cwd: '/' });
}

// Another account may not be able to look into our folders; then copies lie where everybody can pass.
function underAccount(dataDir, binaries, account, home = dataDir) {
  const { uid, gid } = account;
  fs.mkdirSync(home, { recursive: true });
  fs.chmodSync(home, 0o711);
  if (!reaches(account, home)) {
    const elsewhere = fs.mkdtempSync(
      path.join(fs.existsSync('/var/tmp') ? '/var/tmp' : os.tmpdir(), 'xieshou-'),
    );
    fs.chmodSync(elsewhere, 0o711);
    if (!reaches(account, elsewhere)) return undefined;
    fs.writeFileSync(path.join(dataDir, POINTER), elsewhere);
    return underAccount(dataDir, binaries, account, elsewhere);
  }
  let programs = binaries;
  const startable = (candidate) => runs(candidate.initdb, ['--version'], { uid, gid, cwd: '/' });
  if (!startable(programs)) {
    programs = programsIn(path.join(home, 'native'));
    if (!fs.existsSync(programs.native)) {
      fs.cpSync(binaries.native, programs.native, { recursive: true, verbatimSymlinks: true });
    }
    if (!startable(programs)) return undefined;
  }
  const own = (file) => fs.chownSync(file, uid, gid);
  const how = `as the account ${account.name ?? uid}`;
  return { how, home, binaries: programs, prefix: [], spawnOptions: { uid, gid, cwd: '/' }, own };
}

function whereDataLies(dataDir) {
  const pointer = path.join(dataDir, POINTER);
  if (!fs.existsSync(pointer)) return dataDir;
  const elsewhere = fs.readFileSync(pointer, 'utf8').trim();
  if (fs.existsSync(elsewhere)) return elsewhere;
  fs.rmSync(pointer); // the other folder was cleared away, and the data with it
  return dataDir;
}

function refuseForeignData(owner, cluster) {
  throw new EmbeddedPostgresError(
    `${cluster} 属于另一个用户（uid ${owner}）：请用该用户启动，或删除该目录。\n` +
      `${cluster} belongs to another user (uid ${owner}): start as that user, or remove the folder.`,
  );
}

function runAsRoot(dataDir, binaries) {
  const home = whereDataLies(dataDir);
  const cluster = path.join(home, 'cluster');
  const owner = fs.existsSync(cluster) ? fs.statSync(cluster) : undefined;
  if (owner && owner.uid !== 0) {
    const account = knownAccounts().find(({ uid }) => uid === owner.uid);
    return underAccount(dataDir, binaries, account ?? { uid: owner.uid, gid: owner.gid }, home);
  }
  const namespace = insideNamespace(dataDir, binaries);
  if (namespace || owner) return namespace;
  const project = fs.statSync(path.dirname(path.resolve(dataDir)));
  const accounts = knownAccounts();
  const candidates = [
    ...accounts.filter(({ uid }) => uid === project.uid),
    ...['postgres', 'nobody'].flatMap((name) => accounts.filter((account) => account.name === name)),
  ].filter(({ uid }) => uid !== 0);
  for (const account of candidates) {
    const found = underAccount(dataDir, binaries, account);
    if (found) return found;
  }
  return undefined;
}

function runAsUser(dataDir, binaries) {
  const cluster = path.join(dataDir, 'cluster');
  const uid = process.getuid?.();
  if (uid !== undefined && fs.existsSync(cluster) && fs.statSync(cluster).uid !== uid) {
    refuseForeignData(fs.statSync(cluster).uid, cluster);
  }
  const nameless = process.platform === 'linux' && !knownAccounts().some((account) => account.uid === uid);
  const namespace = nameless ? insideNamespace(dataDir, binaries) : undefined;
  return namespace ?? asMyself(dataDir, binaries);
}

/** How PostgreSQL's programs are run for this data folder: { how, home, binaries, prefix, spawnOptions, own }. */
function postgresAccount(dataDir) {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const binaries = postgresBinaries();
  const account = process.getuid?.() === 0 ? runAsRoot(dataDir, binaries) : runAsUser(dataDir, binaries);
  if (account) return account;
  throw new EmbeddedPostgresError(
    'PostgreSQL 不能以 root 运行，而本环境既不允许用户命名空间，也没有可用的普通账户。' +
      '请用普通用户执行 npm start，或用 DATABASE_URL 指向自备的 PostgreSQL（15 以上）。\n' +
      'PostgreSQL does not run as root, and this environment allows neither a user namespace (unshare -U) nor a ' +
      'usable account (postgres, nobody). Run as an ordinary user, or point DATABASE_URL at a PostgreSQL ' +
      '(15 or later) of your own.',
  );
}

module.exports = { postgresAccount, whereDataLies };
