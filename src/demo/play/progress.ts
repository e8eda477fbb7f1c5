/** Where a long piece of work tells how far it is. */
export type Report = (done: number, total: number) => void;

const WIDTH = 30;

/** A bar that redraws itself on a terminal; elsewhere a line for every tenth. */
export function progressBar(title: string, output: NodeJS.WriteStream): Report {
  let told = 0;
  return (done, total) => {
    const share = total === 0 ? 1 : done / total;
    const percent = Math.floor(share * 100);
    if (output.isTTY) {
      const full = Math.round(share * WIDTH);
      output.write(`\r  ${title} ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${percent} %`);
      if (done >= total) output.write('\n');
    } else if (percent >= told + 10 || (done >= total && told < 100)) {
      told = done >= total ? 100 : percent - (percent % 10);
      output.write(`  ${title} ${told} %\n`);
    }
  };
}
