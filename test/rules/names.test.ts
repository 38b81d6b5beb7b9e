import { expect, it } from 'vitest';
import { asBanksWrite, isHolder } from '../../workflows/rules/names.ts';

it('are written in capitals without accents', () => {
  expect(asBanksWrite('Nguyễn Thị Ánh Dương')).toBe('NGUYEN THI ANH DUONG');
  expect(asBanksWrite('Đặng  Đức-Thiện')).toBe('DANG DUC THIEN');
});

it.each([
  ['NGUYEN THI ANH DUONG', 'Nguyễn Thị Ánh Dương', true],
  ['Cty TNHH MTV Mặn Ngọt', 'Công ty trách nhiệm hữu hạn một thành viên Mặn Ngọt', true],
  ['CONG TY TNHH MAN NGOT', 'Công ty TNHH Mặn Ngọt', true],
  ['CT CP AO LA', 'Công ty Cổ phần Áo Lá', true],
  ['TRAN VAN B', 'Nguyễn Thị Ánh Dương', false],
  ['TRAN VAN B', 'Công ty TNHH Áo Lá', false],
  ['CONG TY TNHH', 'Công ty TNHH', false],
  ['', 'Công ty TNHH Áo Lá', false],
])('“%s” for %s: %s', (holder, name, expected) => {
  expect(isHolder(holder, name)).toBe(expected);
});
