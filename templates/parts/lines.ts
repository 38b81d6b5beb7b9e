// Points that somebody numbered and wrote one behind the other.

/** A text with each of its points, numbered 1., 2., … or 1), 2), …, on a line of its own; any other text as it is. */
export function inLines(text: string): string {
  const starts: number[] = [];
  for (let at = 0; ; ) {
    // a point begins a text, a line or a sentence: 'Điều 2. ' is none
    const point = new RegExp(`(^|\\n|[.;:,]\\s+)(?=${starts.length + 1}[.)]\\s)`, 'g');
    point.lastIndex = at;
    const found = point.exec(text);
    if (found === null) break;
    starts.push(found.index + found[0].length);
    at = found.index + found[0].length + 1;
  }
  if (starts.length < 2) return text;
  const parts = [0, ...starts].map((start, index) => text.slice(start, starts[index]).trim());
  return parts.filter((part) => part !== '').join('\n');
}
