// Fields of several parts: an address, a person, an enterprise, a bank account. Each part is an answer of its own under the field's
// name and the part's: 'leader.number'.

import type { Words } from '../programmes/basics.ts';
import { type Answers, textOf } from './formAnswers.ts';
import { bankName, banks, nameAtBank } from './formBanks.ts';
import { checkSimple, cleanLine, formatDay, readDay } from './formFields.ts';
import { communeMeant, communesNear, communesOf, provinceName, provinces, provincesWith } from './formPlaces.ts';
import type { FieldOfParts, FormField } from './formShapes.ts';
import { type FormLanguage, formWords } from './formWords.ts';
import {
  accountNumberOf,
  citizenNumberProblems,
  companyCodeProblems,
  isAccountNumber,
  parseCitizenNumber,
  parseCompanyCode,
} from './identifiers.ts';

/** What a part holds, which says how it is read, checked and typed. */
export type PartKind =
  | 'text'
  | 'phone'
  | 'email'
  | 'day'
  | 'citizen'
  | 'code'
  | 'province'
  | 'commune'
  | 'bank'
  | 'account'
  | 'holder';

/** One part of a field. `required`: where the field itself is needed or anything of it is answered. */
export type FormPart = {
  readonly id: string;
  readonly label: Words;
  readonly kind: PartKind;
  readonly required: boolean;
  readonly maxLength: number;
  readonly hint?: Words;
};

/** Whether a field has parts. */
export const hasParts = (field: FormField): field is FieldOfParts =>
  field.kind === 'address' || field.kind === 'person' || field.kind === 'company' || field.kind === 'bankAccount';

/** The name under which a part is typed, kept and complained of. */
export const partName = (field: FieldOfParts, { id }: FormPart): string => `${field.id}.${id}`;

const part = (id: string, kind: PartKind, vi: string, en: string, more: Partial<FormPart> = {}): FormPart => ({
  ...{ id, kind, label: { vi, en }, required: true, maxLength: 200 },
  ...more,
});

const all = {
  province: part('province', 'province', 'Tỉnh, thành phố', 'Province'),
  commune: part('commune', 'commune', 'Xã, phường, đặc khu', 'Commune', {
    maxLength: 80,
    hint: {
      vi: 'Theo tên từ 01/07/2025, không còn cấp huyện. Gõ không dấu cũng được.',
      en: 'As named since 01/07/2025, without districts. Accents may be left out.',
    },
  }),
  street: part('street', 'text', 'Số nhà, đường hoặc thôn, ấp, tổ', 'House and street, or hamlet'),
  old: part('old', 'text', 'Địa chỉ trước 01/07/2025', 'Address before 01/07/2025', {
    ...{ required: false, maxLength: 300 },
    hint: { vi: 'Ba cấp: xã, huyện, tỉnh cũ; nếu giấy tờ còn ghi.', en: 'Of three levels, if papers still say so.' },
  }),
  name: part('name', 'text', 'Họ và tên', 'Full name', { maxLength: 100 }),
  number: part('number', 'citizen', 'Số căn cước', 'Citizen identity number', {
    maxLength: 30,
    hint: { vi: '12 chữ số trên thẻ căn cước.', en: 'The 12 digits of the identity card.' },
  }),
  birthDay: part('birthDay', 'day', 'Ngày sinh', 'Date of birth', {
    maxLength: 20,
    hint: { vi: 'Ngày/tháng/năm, ví dụ 31/12/1990.', en: 'Day/month/year, for example 31/12/1990.' },
  }),
  position: part('position', 'text', 'Chức vụ', 'Position', { maxLength: 100 }),
  phone: part('phone', 'phone', 'Điện thoại', 'Telephone', { maxLength: 20 }),
  email: part('email', 'email', 'Thư điện tử', 'E-mail'),
  company: part('name', 'text', 'Tên doanh nghiệp', 'Name of the enterprise'),
  code: part('code', 'code', 'Mã số thuế', 'Tax code', {
    maxLength: 30,
    hint: { vi: '10 chữ số, hoặc 13 chữ số với đơn vị trực thuộc.', en: '10 digits, or 13 for a dependent unit.' },
  }),
  bank: part('bank', 'bank', 'Ngân hàng', 'Bank'),
  account: part('number', 'account', 'Số tài khoản', 'Account number', { maxLength: 40 }),
  holder: part('holder', 'holder', 'Tên chủ tài khoản', 'Name of the account’s holder', {
    hint: {
      vi: 'Như ngân hàng ghi: chữ in hoa, không dấu. Gõ có dấu cũng được, phần mềm tự đổi.',
      en: 'As the bank writes it: capitals, no accents. Type it with accents if you like: they are taken out.',
    },
  }),
};

/** The parts of a field, in order. */
export function partsOf(field: FieldOfParts): readonly FormPart[] {
  switch (field.kind) {
    case 'address':
      return [all.province, all.commune, all.street, ...(field.old === true ? [all.old] : [])];
    case 'company':
      return [all.company, all.code];
    case 'bankAccount':
      return [all.bank, all.account, all.holder];
    case 'person': {
      const asks: NonNullable<typeof field.asks> = { number: 'required', ...field.asks };
      const more = (['position', 'number', 'birthDay', 'phone', 'email'] as const).flatMap((id) => {
        const asked = asks[id];
        return asked === undefined ? [] : [{ ...all[id], required: asked === 'required' }];
      });
      return [all.name, ...more];
    }
  }
}

/** What can be chosen for a part: nothing where it is typed. */
export function partOptions({ kind }: FormPart): readonly { readonly id: string; readonly label: string }[] | null {
  if (kind === 'province') return provinces.map(({ code, name }) => ({ id: code, label: name }));
  return kind === 'bank' ? banks.map(({ bin, name }) => ({ id: bin, label: name })) : null;
}

/** What is suggested while a part is typed: the communes of the province that stands beside it. */
export const partSuggestions = (field: FieldOfParts, { kind }: FormPart, answers: Answers): readonly string[] =>
  kind === 'commune' ? (communesOf(textOf(answers, `${field.id}.province`)) ?? []) : [];

/** What was typed into the parts of a field, as it is kept: canonical when it can be read, else as it was typed. */
export function readParts(field: FieldOfParts, typed: (name: string) => string): [string, string][] {
  const province = cleanLine(typed(`${field.id}.province`));
  return partsOf(field).map((one): [string, string] => {
    const text = cleanLine(typed(partName(field, one)));
    return [partName(field, one), text === '' ? '' : readPart(one, text, province)];
  });
}

function readPart({ kind }: FormPart, text: string, province: string): string {
  switch (kind) {
    case 'citizen': {
      const read = parseCitizenNumber(text);
      return read.ok ? read.number : text;
    }
    case 'code': {
      const read = parseCompanyCode(text);
      return read.ok ? read.code : text;
    }
    case 'account':
      return isAccountNumber(accountNumberOf(text)) ? accountNumberOf(text) : text;
    case 'day':
      return readDay(text) ?? text;
    case 'holder':
      return nameAtBank(text);
    case 'commune':
      return communeMeant(province, text) ?? text;
    default:
      return text;
  }
}

/** A kept part as it stands in its field again. */
export const typePart = ({ kind }: FormPart, answer: string): string =>
  kind === 'day' && readDay(answer) === answer ? formatDay(answer) : answer;

/** A kept part as it is read. */
export function showPart(one: FormPart, answer: string): string {
  if (one.kind === 'province') return provinceName(answer);
  return one.kind === 'bank' ? bankName(answer) : typePart(one, answer);
}

/** The parts of a field that are answered, as they are read. */
export const shownParts = (field: FieldOfParts, answers: Answers, language: FormLanguage) =>
  partsOf(field).flatMap((one) => {
    const answer = textOf(answers, partName(field, one));
    return answer === '' ? [] : [{ part: one.id, label: one.label[language], value: showPart(one, answer) }];
  });

/** A field of parts in as many lines as it is read in: an address in one, all else each part in its own. */
export function showParts(field: FieldOfParts, answers: Answers, language: FormLanguage): string {
  const parts = shownParts(field, answers, language);
  if (field.kind !== 'address') return parts.map(({ label, value }) => `${label}: ${value}`).join('\n');
  const of = (id: string) => parts.find((one) => one.part === id)?.value ?? '';
  const place = ['street', 'commune', 'province'].map(of).filter(Boolean).join(', ');
  const old = parts.find((one) => one.part === 'old');
  return [place, old === undefined ? '' : `${old.label}: ${old.value}`].filter(Boolean).join('\n');
}

/** What is wrong with the parts of a field: the part, and a sentence. `complete`: also what is missing. */
export function checkParts(
  field: FieldOfParts,
  answers: Answers,
  { language, complete, required }: { language: FormLanguage; complete: boolean; required: boolean },
): { part: FormPart; sentence: string }[] {
  const say = formWords[language];
  const parts = partsOf(field).map((one) => ({ part: one, answer: textOf(answers, partName(field, one)) }));
  const isBegun = parts.some(({ answer }) => answer !== '');
  return parts.flatMap(({ part, answer }) => {
    if (answer === '') {
      const isMissing = complete && part.required && (required || isBegun);
      return isMissing ? [{ part, sentence: partOptions(part) === null ? say.missing : say.choose }] : [];
    }
    const problem =
      [...answer].length > part.maxLength
        ? say.tooLong(String(part.maxLength))
        : problemIn(field, part, answers, language);
    return problem === null ? [] : [{ part, sentence: problem }];
  });
}

const lower = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);

function problemIn(field: FieldOfParts, part: FormPart, answers: Answers, language: FormLanguage): string | null {
  const say = formWords[language];
  const answer = textOf(answers, partName(field, part));
  switch (part.kind) {
    case 'phone':
    case 'email':
      return checkSimple(
        { kind: 'text', id: part.id, label: part.label, required: true, maxLength: 500, as: part.kind },
        answer,
        language,
      );
    case 'province':
    case 'bank':
      return partOptions(part)?.some(({ id }) => id === answer) === true ? null : say.noOption;
    case 'commune':
      return communeProblem(textOf(answers, `${field.id}.province`), answer, language);
    case 'code': {
      const read = parseCompanyCode(answer);
      return read.ok ? null : lower(companyCodeProblems[read.problem][language]);
    }
    case 'citizen':
      return citizenProblem(answer, language);
    case 'day': {
      if (readDay(answer) !== answer) return say.noDate;
      // a number that is wrong itself has no year to agree with
      const number = textOf(answers, `${field.id}.number`);
      const citizen = citizenProblem(number, language) === null ? parseCitizenNumber(number) : null;
      return citizen?.ok === true && citizen.birthYear !== Number(answer.slice(0, 4))
        ? say.otherBirthYear(String(citizen.birthYear))
        : null;
    }
    case 'account':
      return isAccountNumber(answer) ? null : say.noAccount;
    case 'holder':
      return /^[A-Z0-9][A-Z0-9 &.,'()/-]*$/.test(answer) ? null : say.noHolder;
    case 'text':
      return null;
  }
}

function communeProblem(province: string, answer: string, language: FormLanguage): string | null {
  const say = formWords[language];
  if (!provinces.some(({ code }) => code === province) || communeMeant(province, answer) !== null) return null;
  const [near, elsewhere] = [communesNear(province, answer), provincesWith(answer, province)];
  return say.noCommune(answer, provinceName(province), near.join(', '), elsewhere.join(', '));
}

/**
 * A số căn cước as this century gives them: born before 2100, and with the code of one of the 63 provinces (001 to 096), or of a
 * country, which begin beyond them: whoever was born abroad must not be kept out.
 */
function citizenProblem(answer: string, language: FormLanguage): string | null {
  const read = parseCitizenNumber(answer);
  if (!read.ok) return lower(citizenNumberProblems[read.problem][language]);
  if (/^0(?:9[789])/.test(answer)) return lower(citizenNumberProblems.province[language]);
  return Number(answer[3]) > 3 ? formWords[language].noBirthCentury : null;
}
