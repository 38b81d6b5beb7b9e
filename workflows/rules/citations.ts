// How a place in the law is written: from the smallest to the largest, as Vietnamese legal texts do. "điểm a khoản 2 Điều 5, 45/2019/TT-BTC".

export type Place = { readonly article: string | null; readonly instrument: string };

const part = String.raw`(\d+[a-zđ]?|[a-zđ])`;
/** What an article may be written with; 'Điều 5.2' is Điều 5, khoản 2. */
const parts = [
  { name: 'article', pattern: /Điều\s+(\d+[a-zđ]?)(?:\.(\d+[a-zđ]?))?(?:\.([a-zđ]))?(?![\w.])/iu },
  { name: 'clause', pattern: new RegExp(String.raw`khoản\s+${part}(?![\w.])`, 'iu') },
  { name: 'point', pattern: new RegExp(String.raw`điểm\s+${part}(?![\w.])`, 'iu') },
  { name: 'form', pattern: /(Mẫu(?:\s+số)?|Phụ lục)\s+([\w.]*\w)/iu },
] as const;

const words = {
  vi: { point: 'điểm', clause: 'khoản', article: 'Điều', between: ' ' },
  en: { point: 'point', clause: 'clause', article: 'Article', between: ', ' },
} as const;

/** The parts of an article in their order; as it was written where it is anything else than these, each once. */
export function articleText(article: string, language: 'vi' | 'en'): string {
  const w = words[language];
  let rest = article;
  const found: Partial<Record<(typeof parts)[number]['name'], RegExpExecArray>> = {};
  for (const { name, pattern } of parts) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    found[name] = match;
    rest = rest.replace(match[0], '');
  }
  const [, number, dotted, letter] = found.article ?? [];
  const clause = found.clause?.[1] ?? dotted;
  const point = found.point?.[1] ?? letter;
  const isTwice =
    (found.clause !== undefined && dotted !== undefined) || (found.point !== undefined && letter !== undefined);
  if (!/^[\s,;]*$/.test(rest.replaceAll(/của|of/g, '')) || isTwice) return translated(article, language);
  return [
    point === undefined ? [] : `${w.point} ${point}`,
    clause === undefined ? [] : `${w.clause} ${clause}`,
    number === undefined ? [] : `${w.article} ${number}`,
    found.form === undefined ? [] : translated(found.form[0], language),
  ]
    .flat()
    .join(w.between);
}

/** Where something stands in the law: 'khoản 5 Điều 12, 268/2025/NĐ-CP'; the instrument alone where the article is not known. */
export const citation = ({ article, instrument }: Place, language: 'vi' | 'en'): string =>
  article === null ? instrument : `${articleText(article, language)}, ${instrument}`;

/** A citation where a sentence begins. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

const translated = (text: string, language: 'vi' | 'en'): string =>
  language === 'vi'
    ? text
    : text
        .replaceAll(/Điều/g, 'Article')
        .replaceAll(/Mẫu số|Mẫu/g, 'Form')
        .replaceAll(/Phụ lục/g, 'Annex')
        .replaceAll(/khoản/gi, 'clause')
        .replaceAll(/điểm/gi, 'point')
        .replaceAll(/ và /g, ' and ');
