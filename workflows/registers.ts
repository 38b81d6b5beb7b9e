/** The other kinds of dossier: calls, budget years, policy packs and their figures, and the registers of people, parties and calendars. */
import { setup } from 'xstate';
import { clearDeadline, declaredEffects, post, setDeadline } from './effects.ts';
import type { EventsOf } from './facts.ts';
import { type StateMeta, within } from './procedures.ts';

export const callFacts = { 'call.opened': null, 'call.closed': null } as const;
export type CallEvent = EventsOf<typeof callFacts>;

export const callMachine = setup({
  types: { events: {} as CallEvent, meta: {} as StateMeta },
  actions: declaredEffects,
}).createMachine({
  id: 'call',
  version: '1',
  initial: 'draft',
  states: {
    draft: {
      meta: {
        staff: { vi: 'Bản nháp', en: 'Draft' },
        founder: { vi: 'Chưa mở', en: 'Not open yet' },
        expects: 'director',
        within: null,
      },
      on: { 'call.opened': { target: 'open', actions: [post('openCall'), setDeadline('callClose')] } },
    },
    open: {
      meta: {
        staff: { vi: 'Đang tiếp nhận hồ sơ', en: 'Open' },
        founder: { vi: 'Đang tiếp nhận hồ sơ', en: 'Open for applications' },
        expects: 'system',
        within: within('callClose'),
      },
      on: { 'call.closed': { target: 'closed', actions: [post('closeCall'), clearDeadline('callClose')] } },
    },
    closed: {
      meta: {
        staff: { vi: 'Đã đóng', en: 'Closed' },
        founder: { vi: 'Đã hết hạn nộp', en: 'Closed' },
        expects: null,
        within: null,
      },
    },
  },
});

export const budgetYearFacts = { 'year.opened': null, 'year.appropriated': null, 'year.closed': null } as const;
export type BudgetYearEvent = EventsOf<typeof budgetYearFacts>;

export const budgetYearMachine = setup({
  types: { events: {} as BudgetYearEvent, meta: {} as StateMeta },
  actions: declaredEffects,
}).createMachine({
  id: 'budgetYear',
  version: '1',
  initial: 'draft',
  states: {
    draft: {
      meta: {
        staff: { vi: 'Chưa mở năm ngân sách', en: 'Year not opened' },
        founder: { vi: 'Chưa mở năm ngân sách', en: 'Year not opened' },
        expects: 'financeOfficer',
        within: null,
      },
      on: { 'year.opened': { target: 'open', actions: [post('openYear')] } },
    },
    open: {
      meta: {
        staff: { vi: 'Năm ngân sách đang mở', en: 'Year open' },
        founder: { vi: 'Năm ngân sách đang mở', en: 'Year open' },
        expects: 'financeOfficer',
        within: null,
      },
      on: {
        'year.appropriated': { actions: [post('openYear')] },
        'year.closed': { target: 'closed', actions: [post('closeYear')] },
      },
    },
    closed: {
      meta: {
        staff: { vi: 'Đã khóa sổ năm', en: 'Year closed' },
        founder: { vi: 'Đã khóa sổ năm', en: 'Year closed' },
        expects: null,
        within: null,
      },
    },
  },
});

export const packFacts = { 'pack.published': null, 'pack.filled': null, 'pack.superseded': null } as const;
export type PackEvent = EventsOf<typeof packFacts>;

export const packMachine = setup({
  types: { events: {} as PackEvent, meta: {} as StateMeta },
  actions: declaredEffects,
}).createMachine({
  id: 'pack',
  version: '1',
  initial: 'draft',
  states: {
    draft: {
      meta: {
        staff: { vi: 'Bản nháp', en: 'Draft' },
        founder: { vi: 'Chưa ban hành', en: 'Not published' },
        expects: 'administrator',
        within: null,
      },
      on: { 'pack.published': { target: 'published' }, 'pack.filled': { target: 'published' } },
    },
    published: {
      meta: {
        staff: { vi: 'Đang áp dụng', en: 'Published' },
        founder: { vi: 'Đang áp dụng', en: 'In force' },
        expects: null,
        within: null,
      },
      on: { 'pack.superseded': { target: 'superseded' } },
    },
    superseded: {
      meta: {
        staff: { vi: 'Đã được thay thế', en: 'Superseded' },
        founder: { vi: 'Đã được thay thế', en: 'Superseded' },
        expects: null,
        within: null,
      },
    },
  },
});

/** A figure that the law left unknown, on its way into a pack: read by one person, confirmed by another. */
export const figureFacts = { 'figure.proposed': null, 'figure.confirmed': null, 'figure.dropped': null } as const;
export type FigureEvent = EventsOf<typeof figureFacts>;

export const figureMachine = setup({
  types: { events: {} as FigureEvent, meta: {} as StateMeta },
  actions: declaredEffects,
}).createMachine({
  id: 'figure',
  version: '1',
  initial: 'draft',
  states: {
    draft: {
      meta: {
        staff: { vi: 'Bản nháp', en: 'Draft' },
        founder: { vi: 'Chưa xác định', en: 'Not known' },
        expects: 'administrator',
        within: null,
      },
      on: { 'figure.proposed': { target: 'proposed' } },
    },
    proposed: {
      meta: {
        staff: { vi: 'Chờ người thứ hai xác nhận', en: 'Waits for a second person' },
        founder: { vi: 'Chưa xác định', en: 'Not known' },
        expects: 'director',
        within: null,
      },
      on: { 'figure.confirmed': { target: 'confirmed' }, 'figure.dropped': { target: 'dropped' } },
    },
    confirmed: {
      meta: {
        staff: { vi: 'Đã được hai người xác nhận', en: 'Confirmed by two persons' },
        founder: { vi: 'Đã xác định', en: 'Known' },
        expects: null,
        within: null,
      },
    },
    dropped: {
      meta: {
        staff: { vi: 'Không dùng', en: 'Dropped' },
        founder: { vi: 'Chưa xác định', en: 'Not known' },
        expects: null,
        within: null,
      },
    },
  },
});

export const registerFacts = {
  'person.appointed': null,
  'person.relieved': null,
  'person.delegated': null,
  'party.registered': null,
  'cap.changed': null,
  'calendar.changed': null,
} as const;
export type RegisterEvent = EventsOf<typeof registerFacts>;

export const registerMachine = setup({
  types: { events: {} as RegisterEvent, meta: {} as StateMeta },
  actions: declaredEffects,
}).createMachine({
  id: 'register',
  version: '1',
  initial: 'kept',
  states: {
    kept: {
      meta: {
        staff: { vi: 'Đang lưu', en: 'Kept' },
        founder: { vi: 'Đang lưu', en: 'Kept' },
        expects: null,
        within: null,
      },
      on: {
        'person.appointed': {},
        'person.relieved': {},
        'person.delegated': {},
        'party.registered': {},
        'cap.changed': { actions: [post('changeCap')] },
        'calendar.changed': {},
      },
    },
  },
});
