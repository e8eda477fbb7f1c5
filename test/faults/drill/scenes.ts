import {
  sealsKeepUp,
  webDrains,
  webKilled,
  workerDrains,
  workerKilled,
  longRequestIsBounded,
} from './deaths';
import { databaseDiskFull } from './full-database';
import { diskFull } from './full-disk';
import { flood, hostileInput } from './hostile';
import { laboriousFiles } from './hostile-files';
import { importKilled } from './imports';
import { moneyThroughDeaths } from './money';
import { must } from './ordering';
import {
  backendsTerminated,
  commitsTorn,
  databaseKilled,
  databaseRestarted,
  networkCut,
  networkSilent,
  poolExhausted,
  startedFirst,
} from './outages';
import { cursorsTravel, neverOversold, oneKeyOneOrder, reactionsCaughtUp, throttlesAreShared } from './races';
import type { Stage } from './stage';

export interface Scene {
  /** What must hold, as a sentence. */
  readonly holds: string;
  /** Answers the figures; throws where it does not hold. */
  readonly play: (stage: Stage) => Promise<string>;
  /** Too long for every test run. */
  readonly onlyLong?: boolean;
}

/** In this order: what ends processes comes late, what looks at everything last. */
export const SCENES: readonly Scene[] = [
  { holds: 'a lot is never oversold by two web processes', play: neverOversold },
  { holds: 'one key is one order, whichever process hears it', play: oneKeyOneOrder },
  { holds: 'cursors are good at every process', play: cursorsTravel },
  { holds: 'password guesses count together', play: throttlesAreShared },
  { holds: 'hostile input is refused, and nothing shows', play: hostileInput },
  { holds: 'a laborious file holds up nobody', play: laboriousFiles },
  { holds: 'a full disk keeps nothing half', play: diskFull },
  { holds: 'a full disk of the database loses nothing', play: databaseDiskFull, onlyLong: true },
  { holds: 'a flood is survived', play: flood },
  { holds: 'no audit row stays unsealed for 5 s', play: sealsKeepUp },
  { holds: 'terminated backends lose nothing', play: backendsTerminated },
  { holds: 'a commit torn from us is done exactly once', play: commitsTorn },
  { holds: 'a database restart is survived', play: databaseRestarted, onlyLong: true },
  { holds: 'a killed database is survived', play: databaseKilled },
  { holds: 'a cut network is survived', play: networkCut, onlyLong: true },
  { holds: 'a silent network is survived', play: networkSilent, onlyLong: true },
  { holds: 'an exhausted pool says so', play: poolExhausted, onlyLong: true },
  { holds: 'a killed worker leaves nothing undone', play: workerKilled },
  { holds: 'a killed web process leaves nothing half done', play: webKilled },
  { holds: 'an import killed half-way is nothing, then everything', play: importKilled },
  { holds: 'money told of is neither lost nor doubled by kill -9', play: moneyThroughDeaths },
  { holds: 'a web process stops without losing a request', play: webDrains },
  { holds: 'a worker stops and hands its jobs on', play: workerDrains },
  { holds: 'a request without end is bounded', play: longRequestIsBounded, onlyLong: true },
  { holds: 'processes wait for their database', play: startedFirst, onlyLong: true },
  {
    holds: 'every reaction ran, once and in order',
    play: (stage) => reactionsCaughtUp(stage, stage.within(20_000)),
  },
  { holds: 'the books reconcile', play: reconciles },
];

async function reconciles(stage: Stage): Promise<string> {
  const { code, said } = await stage.reconcile();
  must(
    code === 0,
    `reconcile ended with ${code}:\n${said
      .split('\n')
      .filter((line) => !line.startsWith('✓'))
      .join('\n')
      .slice(0, 1500)}`,
  );
  return `${said.split('\n').filter((line) => line.startsWith('✓')).length} checks`;
}
