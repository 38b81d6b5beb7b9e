// One order for every place in the law: điểm, khoản, Điều, form, instrument; and what is written otherwise stays as it is.
import { expect, test } from 'vitest';
import { articleText, citation } from '../../workflows/rules/citations.ts';
import { refuse, sentenceOf } from '../../workflows/rules/refusals.ts';

test.each([
  ['Điều 5', 'Điều 5', 'Article 5'],
  ['Điều 5.2', 'khoản 2 Điều 5', 'clause 2, Article 5'],
  ['Điều 10.2 điểm d', 'điểm d khoản 2 Điều 10', 'point d, clause 2, Article 10'],
  ['Điều 10.2.đ', 'điểm đ khoản 2 Điều 10', 'point đ, clause 2, Article 10'],
  ['Điều 5 khoản 2 điểm a', 'điểm a khoản 2 Điều 5', 'point a, clause 2, Article 5'],
  ['Khoản 2, Điều 5', 'khoản 2 Điều 5', 'clause 2, Article 5'],
  ['điểm a khoản 2 Điều 5', 'điểm a khoản 2 Điều 5', 'point a, clause 2, Article 5'],
  ['Điều 12a khoản 3', 'khoản 3 Điều 12a', 'clause 3, Article 12a'],
  ['Mẫu I.14, Điều 3.2', 'khoản 2 Điều 3 Mẫu I.14', 'clause 2, Article 3, Form I.14'],
  ['Mẫu I.11', 'Mẫu I.11', 'Form I.11'],
  ['Mẫu số 05', 'Mẫu số 05', 'Form 05'],
  ['Phụ lục II', 'Phụ lục II', 'Annex II'],
  // as written: two places, or more than the four parts
  ['Điều 13 và Điều 14', 'Điều 13 và Điều 14', 'Article 13 and Article 14'],
  ['Điều 5.2 khoản 3', 'Điều 5.2 khoản 3', 'Article 5.2 clause 3'],
  ['Mục III, Điều 2.1', 'Mục III, Điều 2.1', 'Mục III, Article 2.1'],
  ['Điều 5.2.1', 'Điều 5.2.1', 'Article 5.2.1'],
  ['trang 3', 'trang 3', 'trang 3'],
  ['Điều', 'Điều', 'Article'],
])('%s', (written, vi, en) => {
  expect([articleText(written, 'vi'), articleText(written, 'en')]).toEqual([vi, en]);
});

test('the instrument stands last, and alone where the article is not known', () => {
  const instrument = '45/2019/TT-BTC';
  expect(citation({ article: 'Điều 10.2 điểm b', instrument }, 'vi')).toBe('điểm b khoản 2 Điều 10, 45/2019/TT-BTC');
  expect(citation({ article: 'Điều 10.2', instrument }, 'en')).toBe('clause 2, Article 10, 45/2019/TT-BTC');
  expect(citation({ article: null, instrument }, 'en')).toBe(instrument);
});

test('a refusal that a command prints cites the law in the language of its sentence', () => {
  const refusal = { ...refuse('role'), clause: { article: 'Điều 3.2', instrument: '01/2026/QĐ-UBND' } };
  expect(sentenceOf(refusal, 'en')).toMatch(/ \(clause 2, Article 3, 01\/2026\/QĐ-UBND\)$/);
  expect(sentenceOf(refusal, 'vi')).toMatch(/ \(Điều 3.2, 01\/2026\/QĐ-UBND\)$/);
});
