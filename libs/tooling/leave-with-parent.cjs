'use strict';
// Loaded before the application: when npm start is killed, the application stops as on a request, instead of
// living on unseen and holding its port.
const { isMainThread } = require('node:worker_threads');

if (isMainThread && process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
