/** Seconds that this process computes for some work: the least of a few rounds, for others may disturb any of them. */
export async function processorTime(work: () => Promise<unknown>, rounds = 3): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage();
    await work();
    least = Math.min(least, process.cpuUsage(before).user / 1_000_000);
  }
  return least;
}
