// The agency of the fictional pack. Everything is invented; nobody of these names is meant.

import type { Office, Player } from '../content.ts';

const staff = (name: string, mailbox: string, ...roles: Player['roles']): Player => ({
  name,
  email: `${mailbox}@vidu.example`,
  roles,
});

export const example: Office = {
  agency: 'vidu',
  people: {
    administrator: staff('Quách Tuấn Du', 'du.quach', 'administrator'),
    officer: staff('Lại Thị Ngọc Bích', 'bich.lai', 'officer'),
    secretary: staff('Tống Phước Lộc', 'loc.tong', 'secretary'),
    director: staff('Mạc Thị Tuyết Nhung', 'nhung.mac', 'director'),
    financeOfficer: staff('Giang Hải Yến', 'yen.giang', 'financeOfficer'),
    chiefAccountant: staff('Ông Ích Khiêm', 'khiem.ong', 'chiefAccountant'),
    deputyAccountant: staff('Từ Minh Tâm', 'tam.tu', 'chiefAccountant'),
    auditor: staff('Doãn Quốc Sỹ', 'sy.doan', 'auditor'),
  },
  reviewers: [staff('Âu Dương Lân', 'lan.au', 'reviewer'), staff('Khúc Thừa Dũng', 'dung.khuc', 'reviewer')],
  council: [
    staff('La Vĩnh Phúc', 'phuc.la', 'chair', 'councilMember'),
    staff('Nghiêm Thị Thảo', 'thao.nghiem', 'councilMember'),
    staff('Thân Trọng Nhân', 'nhan.than', 'councilMember'),
    staff('Bạch Thái Sơn', 'son.bach', 'councilMember'),
    staff('Hứa Kim Liên', 'lien.hua', 'councilMember'),
  ],
  treasury: {
    unitName: 'Sở Khoa học và Công nghệ Thành phố Ví Dụ',
    unitCode: '0000002',
    account: '0000.0.0000002',
    treasury: 'Kho bạc Nhà nước (ví dụ)',
    budgetLevel: '2',
    chapter: '417',
  },
  call: {
    stage: 'chinh',
    openedOn: '2025-11-05',
    opensOn: '2025-11-06',
    closesOn: '2025-11-20',
    budgetVnd: '500000000',
    decisionNumber: '31/QĐ-SKHCN',
  },
  appointment: { decisionNumber: '17/QĐ-SKHCN', decidedOn: '03/11/2025' },
  budgetYear: { year: 2026, source: 'nstp', amountVnd: '400000000', decisionNumber: '92/QĐ-UBND' },
};

/** The year that is still running when the first projects are awarded. */
export const earlierYear = {
  year: 2025,
  source: 'nstp',
  amountVnd: '150000000',
  decisionNumber: '40/QĐ-UBND',
} as const;
export const closingDecision = '03/QĐ-STC';
