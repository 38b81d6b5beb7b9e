import { loadPacks } from '../../src/programmes/packs.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { FormDefinition, type FormLine } from '../../workflows/rules/forms.ts';

const words = (vi: string) => ({ vi, en: `${vi} (en)` });
const base = (id: string, required = true) => ({ id, label: words(`Mục ${id}`), required });

/** A form with every kind of field, and a condition. */
export const everyKind = FormDefinition.parse({
  id: 'moi-loai',
  version: 1,
  title: words('Mọi loại'),
  sections: [
    {
      id: 'first',
      title: words('Phần một'),
      fields: [
        { kind: 'text', ...base('name'), maxLength: 20 },
        { kind: 'longText', ...base('story'), maxWords: 5 },
        { kind: 'money', ...base('price'), atLeastVnd: '1000', atMostVnd: '2000000' },
        { kind: 'number', ...base('size'), atLeast: -2, atMost: 5000, decimals: 2 },
        { kind: 'date', ...base('day'), notBefore: '2026-01-01', notAfter: '2026-12-31' },
        {
          kind: 'choice',
          ...base('colour'),
          options: [
            { id: 'red', label: words('Đỏ') },
            { id: 'green', label: words('Xanh') },
          ],
        },
        {
          kind: 'many',
          ...base('tools'),
          atMostChosen: 2,
          options: ['saw', 'hammer', 'drill'].map((id) => ({ id, label: words(`Dụng cụ ${id}`) })),
        },
        { kind: 'yesNo', ...base('ready') },
        { kind: 'declaration', ...base('truth'), text: words('Tôi cam kết nói thật') },
        { kind: 'companyCode', ...base('code') },
        { kind: 'percent', ...base('part') },
        { kind: 'address', ...base('home'), old: true },
        { kind: 'person', ...base('leader'), asks: { birthDay: 'optional', phone: 'required', email: 'optional' } },
        { kind: 'company', ...base('partner', false) },
        { kind: 'bankAccount', ...base('account') },
        { kind: 'longText', ...base('why', false), maxWords: 5, requiredWhen: { field: 'tools', is: ['drill'] } },
        { kind: 'text', ...base('onlyRed'), maxLength: 20, when: { field: 'colour', is: ['red'] } },
      ],
    },
    {
      id: 'second',
      title: words('Phần hai'),
      fields: [
        { kind: 'budgetTable', ...base('budget'), matching: true, maxRows: 5 },
        { kind: 'computed', ...base('whole', false), of: 'budget', shows: 'total' },
        { kind: 'computed', ...base('share', false), of: 'budget', shows: 'stateShare' },
        { kind: 'budgetTable', ...base('plain', false), matching: false, maxRows: 5 },
        {
          kind: 'table',
          ...base('team'),
          minRows: 2,
          maxRows: 4,
          columns: [
            { kind: 'text', ...base('name'), maxLength: 30 },
            { kind: 'number', ...base('age', false), atLeast: 0 },
            { kind: 'percent', ...base('time', false) },
            { kind: 'money', ...base('pay', false), total: true },
            { kind: 'date', ...base('since', false) },
            { kind: 'longText', ...base('about', false), maxWords: 10 },
            {
              kind: 'choice',
              ...base('role', false),
              options: [
                { id: 'lead', label: words('Trưởng nhóm') },
                { id: 'member', label: words('Thành viên') },
              ],
            },
          ],
        },
        { kind: 'file', ...base('papers'), types: ['pdf', 'png'], maxFiles: 2 },
        { kind: 'criterion', ...base('good'), scale: 'passFail' },
        { kind: 'criterion', ...base('grade'), scale: 'points', maxPoints: 50, leastPoints: 30 },
      ],
    },
  ],
  passPoints: 40,
});

export const lines: readonly FormLine[] = [
  { id: 'labour', name: { vi: 'Tiền công', en: 'Labour' } },
  { id: 'services', name: { vi: 'Dịch vụ', en: 'Services' } },
];

export const attachments = [
  { id: 'a1', name: 'Báo cáo.pdf', type: 'application/pdf' },
  { id: 'a2', name: 'Ảnh mẫu.png', type: 'image/png' },
  { id: 'a3', name: 'Chạy thử.exe', type: 'application/x-msdownload' },
];

/** What a person types who makes no mistake. */
export const typedWell: Record<string, string | string[]> = {
  name: '  Máy đo   mặn ',
  story: 'Một câu chuyện\r\n\r\nrất ngắn',
  price: '1.234.567 đồng',
  size: '1.234,50',
  day: '5/2/2026',
  colour: 'red',
  tools: ['saw', 'drill'],
  ready: 'no',
  truth: 'yes',
  code: '0300 588 569-001',
  part: '12,50 %',
  'home.province': '48',
  'home.commune': 'Phường Hải Châu',
  'home.street': '12 Trần Phú',
  'home.old': '12 Trần Phú, phường Thạch Thang, quận Hải Châu, thành phố Đà Nẵng',
  'leader.name': 'Nguyễn Thị Minh Châu',
  'leader.number': '048 199 000 123',
  'leader.birthDay': '5/2/1999',
  'leader.phone': '0901 234 567',
  'account.bank': '970436',
  'account.number': '0071 0045 12889',
  'account.holder': 'Nguyễn Thị Minh Châu',
  why: 'Cần khoan',
  onlyRed: 'đỏ',
  'budget.0.line': 'labour',
  'budget.0.description': 'Kỹ sư phần cứng',
  'budget.0.quantity': '2,5',
  'budget.0.unit': 'tháng',
  'budget.0.unitPrice': '12.000.000',
  'budget.0.state': '28.000.000',
  'budget.0.matching': '2.000.000',
  'budget.0.basis': 'Bảng lương',
  'budget.3.line': 'services',
  'budget.3.description': 'Thuê phòng thử',
  'budget.3.quantity': '3',
  'budget.3.unit': 'lượt',
  'budget.3.unitPrice': '1000000',
  'budget.3.state': '3000000',
  'budget.3.matching': '',
  'budget.3.basis': '',
  'plain.0.line': 'services',
  'plain.0.description': 'In ấn',
  'plain.0.quantity': '10',
  'plain.0.unit': 'bản',
  'plain.0.unitPrice': '5.000',
  'team.0.name': 'Nguyễn Thị Bé',
  'team.0.age': '31',
  'team.0.pay': '5.000.000',
  'team.0.since': '01-03-2026',
  'team.0.about': 'Kỹ sư\nđiện tử',
  'team.0.role': 'lead',
  'team.1.name': 'Trần Văn Út',
  papers: ['a1', 'a2'],
  good: 'fail',
  'good.reason': 'Chưa rõ thị trường',
  grade: '45',
};

/** A pack that comes with the program, whole. */
export function readPack(file: string): Pack {
  const pack = loadPacks().find(({ id, version }) => `${id}.v${version}.json` === file);
  if (pack === undefined) throw new Error(`no pack ${file}`);
  return pack;
}
