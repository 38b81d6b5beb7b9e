import type { Outcome } from '../../src/scenario/outcome.ts';

/** What the story comes to, whoever plays it and by whichever means: without times, identities and hashes. */
export type Ending = Pick<Outcome, 'states' | 'balances' | 'refusals'> & {
  papers: readonly string[];
  audit: { ok: boolean; broken: readonly string[] };
};

export function endingOf({ states, balances, refusals, papers, audit }: Outcome): Ending {
  const broken = audit.checks.flatMap((check) => check.broken.map((what) => `${check.name}: ${what}`));
  return { states, balances, refusals, papers: papers.map(({ name }) => name), audit: { ok: audit.ok, broken } };
}

/** 80 awarded; 1.5 of the second request was not accepted, 2.4 of the first came back: 76.1 stays spent, 3.9 went back. */
export const ending: Ending = {
  states: {
    application: 'awarded',
    project: { company: 'novated', funding: 'closed', product: 'commercialisation' },
    'disbursement/1': 'settled',
    'disbursement/2': 'settled',
    'disbursement/3': 'settled',
    'recovery/1': 'repaid',
  },
  balances: {
    'A/project/labour/-/settled': '30000000',
    'A/project/services/-/settled': '46100000',
    'B/2026/nstp/paid': '76100000',
    'C/base/labour/-/cost': '30000000',
    'C/base/labour/-/granted': '30000000',
    'C/base/services/-/cost': '48500000',
    'C/base/services/-/granted': '50000000',
    'C/tphcm-nq20-2023/uomTao.labour/used': '30000000',
    'C/tphcm-nq20-2023/uomTao.services/room': '3900000',
    'C/tphcm-nq20-2023/uomTao.services/used': '46100000',
    'C/tphcm-nq20-2023/uomTao.total/room': '3900000',
    'C/tphcm-nq20-2023/uomTao.total/used': '76100000',
  },
  refusals: [
    { rule: 'cap', limit: '30000000', actual: '30000001', clause: '20/2023/NQ-HĐND' },
    { rule: 'cap', limit: '50000000', actual: '50000001', clause: '20/2023/NQ-HĐND' },
    { rule: 'cap', limit: '80000000', actual: '80000001', clause: '20/2023/NQ-HĐND' },
    { rule: 'moreThanRecommended', limit: '30000000', actual: '30000001', clause: 'Điều 12, 268/2025/NĐ-CP' },
    { rule: 'planExceedsAward', limit: '80000000', actual: '80000001', clause: 'Quyết định hỗ trợ số 01/QĐ-SKHCN' },
    { rule: 'duration', limit: '12', actual: '26/02/2027', clause: '20/2023/NQ-HĐND' },
    { rule: 'notEnough', limit: '30000000', actual: '30000001', clause: 'Quyết định hỗ trợ số 01/QĐ-SKHCN' },
    { rule: 'notEnough', limit: '50000000', actual: '50000001', clause: 'Quyết định hỗ trợ số 01/QĐ-SKHCN' },
    {
      rule: 'excludedDuty',
      limit: null,
      actual: null,
      clause:
        'Quy tắc của hệ thống: người đề nghị, người thẩm tra, người lập chứng từ và người duyệt phải là những người khác nhau; người có lợi ích liên quan không tham gia.',
    },
    {
      rule: 'budgetShort',
      limit: '60000000',
      actual: '27000000',
      clause: 'Quy tắc của hệ thống: chỉ dành nguồn và chi trong dự toán năm đã có.',
    },
  ],
  papers: ['01-BB-SKHCN', '01-QĐ-SKHCN', '01-QĐTH-SKHCN', '01-RDT-SKHCN', '02-RDT-SKHCN', '03-RDT-SKHCN'],
  audit: { ok: true, broken: [] },
};
