import { describe, expect, it } from 'vitest';
import { type Line, mostOfPage, mostOfText, textChange } from '../../workflows/rules/textChanges.ts';

const plain = (line: Line) => line.map(({ text }) => text).join('');
const marked = (line: Line) => line.flatMap(({ text, same }) => (same ? [] : [text.trim()]));
const words = (count: number, word: string) => Array.from({ length: count }, (_, at) => `${word}${at}`).join(' ');

describe('what differs between two texts', () => {
  it('is said word by word, on both sides, and leaves the texts as they were', () => {
    const [before, after] = ['máy sấy nhỏ cho hộ\ngiá rẻ', 'máy sấy rẻ cho hộ\ngiá rất rẻ'];
    const { before: was, after: is } = textChange(before, after, { left: mostOfPage });
    expect([was.map(plain).join('\n'), is.map(plain).join('\n')]).toEqual([before, after]);
    expect([was.flatMap(marked), is.flatMap(marked)]).toEqual([['nhỏ'], ['rẻ', 'rất']]);
  });

  it('is not marked where nothing is the same, or there is nothing on one side', () => {
    for (const [before, after] of [
      ['một hai', 'ba bốn'],
      ['', 'ba bốn\nnăm'],
    ] as const) {
      const { before: was, after: is } = textChange(before, after, { left: mostOfPage });
      expect([...was, ...is].flatMap(marked)).toEqual([]);
      expect([was.map(plain).join('\n'), is.map(plain).join('\n')]).toEqual([before, after]);
    }
  });

  it('is found in a long text where little of it changed, and costs little', () => {
    const budget = { left: mostOfPage };
    const { after } = textChange(words(5000, 'a'), words(5000, 'a').replace('a2500 ', 'khác '), budget);
    expect(after.flatMap(marked)).toEqual(['khác']);
    expect(budget.left).toBe(mostOfPage - 1);
  });

  it('costs no more than one text may, and all no more than a page has', () => {
    const budget = { left: mostOfPage };
    const [before, after] = [
      `${words(501, 'a')} chung ${words(501, 'b')}`,
      `${words(501, 'c')} chung ${words(501, 'd')}`,
    ];
    expect(textChange(before, after, budget).before).toEqual([[{ text: before, same: true }]]);
    expect(budget.left).toBe(mostOfPage);
    const short = (word: string) => `${words(240, word)} chung ${words(240, `${word}x`)}`;
    const compared = Array.from({ length: 10 }, () => textChange(short('a'), short('b'), budget));
    expect(compared.filter(({ before }) => before.flatMap(marked).length > 0)).toHaveLength(4);
    expect(budget.left).toBeGreaterThanOrEqual(0);
    expect(mostOfText).toBeLessThan(mostOfPage);
  });
});
