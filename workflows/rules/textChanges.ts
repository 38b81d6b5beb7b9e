// Which words of two texts differ. People type these texts, so the work is bounded whatever they hold.

/** So much of a text as the other one has too, or as it has not. */
export type Run = { readonly text: string; readonly same: boolean };
export type Line = readonly Run[];

/** Both texts line by line, with what differs in each; or as they are, where it would take too long to say. */
export type TextChange = { readonly before: readonly Line[]; readonly after: readonly Line[] };

/** How many pairs of words may still be compared: one budget for everything that a page shows. */
export type Budget = { left: number };

/** The most for one text, and for all texts of a page. */
export const mostOfText = 250_000;
export const mostOfPage = 1_000_000;

/** Compares two texts word by word, line by line where both have as many; it spends of the budget what that takes. */
export function textChange(before: string, after: string, budget: Budget): TextChange {
  const [lines, others] = [before.split('\n'), after.split('\n')];
  const pairs = lines.length === others.length ? lines.map((line, at) => pairOf(line, others[at]!)) : null;
  const all = pairs ?? [pairOf(before, after)];
  const work = all.reduce((sum, { words, others }) => sum + words.length * others.length, 0);
  if (work > Math.min(mostOfText, budget.left)) return { before: [plain(before)], after: [plain(after)] };
  budget.left -= work;
  const marked = all.map(compared);
  return { before: marked.map(([line]) => line), after: marked.map(([, line]) => line) };
}

const plain = (text: string): Line => (text === '' ? [] : [{ text, same: true }]);

/** What two lines have in common at their beginning and their end, and the words of both between that. */
type Pair = { head: string; words: readonly string[]; others: readonly string[]; tail: string };

function pairOf(line: string, other: string): Pair {
  const [words, others] = [line.split(/(?<=\s)/), other.split(/(?<=\s)/)];
  const least = Math.min(words.length, others.length);
  let head = 0;
  while (head < least && words[head] === others[head]) head += 1;
  let tail = 0;
  while (tail < least - head && words.at(-1 - tail) === others.at(-1 - tail)) tail += 1;
  return {
    head: words.slice(0, head).join(''),
    words: words.slice(head, words.length - tail),
    others: others.slice(head, others.length - tail),
    tail: words.slice(words.length - tail).join(''),
  };
}

function compared({ head, words, others, tail }: Pair): [Line, Line] {
  const [here, there] = inCommon(
    words.map((word) => word.trim()),
    others.map((word) => word.trim()),
  );
  const runs = (list: readonly string[], same: ReadonlySet<number>) =>
    joined([
      { text: head, same: true },
      ...list.map((text, at) => ({ text, same: same.has(at) })),
      { text: tail, same: true },
    ]);
  return [runs(words, here), runs(others, there)];
}

/** Neighbours that are alike as one; a line of which nothing is the same is shown as it is. */
function joined(runs: readonly Run[]): Line {
  const line: { text: string; same: boolean }[] = [];
  for (const { text, same } of runs) {
    const last = line.at(-1);
    if (text === '') continue;
    if (last?.same === same) last.text += text;
    else line.push({ text, same });
  }
  return line.some(({ same }) => same) ? line : line.map(({ text }) => ({ text, same: true }));
}

/** Where the words stand, in the one and in the other, that two texts have in common in their order: the longest such row. */
function inCommon(words: readonly string[], others: readonly string[]): [ReadonlySet<number>, ReadonlySet<number>] {
  const width = others.length + 1;
  const length = new Uint16Array((words.length + 1) * width);
  for (let at = words.length - 1; at >= 0; at -= 1)
    for (let to = others.length - 1; to >= 0; to -= 1) {
      const cell = at * width + to;
      length[cell] =
        words[at] === others[to] ? length[cell + width + 1]! + 1 : Math.max(length[cell + width]!, length[cell + 1]!);
    }
  const [here, there] = [new Set<number>(), new Set<number>()];
  for (let at = 0, to = 0; at < words.length && to < others.length; ) {
    const cell = at * width + to;
    if (words[at] === others[to]) {
      here.add(at++);
      there.add(to++);
    } else if (length[cell + width]! >= length[cell + 1]!) at += 1;
    else to += 1;
  }
  return [here, there];
}
