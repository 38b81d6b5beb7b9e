// The agencies that are known by name: what they are called where people read of them, and what their papers say of them as
// the issuer. Kept here because no pack says it: a pack is law, and this is who applies it.

import type { Pack } from '../../workflows/programmes/schema.ts';
import type { Language } from './words.ts';

/** An agency as its papers name it. What is not known is null, and leaves a dotted line to be filled in by hand. */
export type AgencyFacts = {
  readonly parent: string | null;
  readonly name: string;
  /** Where its papers are dated. */
  readonly place: string;
  /** Who heads it and signs. */
  readonly head: string;
  /** "Giám đốc Sở Khoa học và Công nghệ", above the legal bases of a decision. */
  readonly authority: string;
  /** What follows the kind in a paper's symbol: "QĐ-SKHCN". */
  readonly symbol: string;
  /** "Kinh phí sự nghiệp khoa học và công nghệ", to which a year is added. */
  readonly budget: string;
  /** Who carries its decisions out. */
  readonly responsible: readonly string[];
  readonly treasury: {
    readonly budgetUnitCode: string | null;
    readonly account: string | null;
    readonly name: string | null;
    readonly budgetLevelCode: string | null;
  };
};

type Agency = {
  readonly name: Readonly<Record<Language, string>>;
  readonly onPapers: AgencyFacts;
  /** What the English copies of its papers say. */
  readonly inEnglish: Pick<AgencyFacts, 'parent' | 'name' | 'place' | 'head' | 'authority' | 'budget' | 'responsible'>;
};

const department = {
  name: 'Department of Science and Technology',
  head: 'Director',
  authority: 'Director of the Department of Science and Technology',
  budget: 'Science and technology budget of the city',
  responsible: ['Chief of Office of the Department', 'Heads of the units of the Department that are concerned'],
} as const;

const unknownTreasury = { budgetUnitCode: null, account: null, name: null, budgetLevelCode: null } as const;

/** A city that is known by its name alone: codes and accounts are filled in by hand until an administrator of it gives them. */
const city = (vi: string, en: string): Agency => ({
  name: { vi: `Thành phố ${vi}`, en },
  onPapers: {
    parent: `Ủy ban nhân dân thành phố ${vi}`,
    name: 'Sở Khoa học và Công nghệ',
    place: vi,
    head: 'Giám đốc',
    authority: 'Giám đốc Sở Khoa học và Công nghệ',
    symbol: 'SKHCN',
    budget: 'Kinh phí sự nghiệp khoa học và công nghệ của thành phố',
    responsible: ['Chánh Văn phòng Sở', 'Thủ trưởng các đơn vị có liên quan thuộc Sở'],
    treasury: { ...unknownTreasury, budgetLevelCode: '2' },
  },
  inEnglish: { ...department, parent: `People’s Committee of ${en}`, place: en },
});

const agencies: Readonly<Record<string, Agency>> = {
  danang: city('Đà Nẵng', 'Da Nang'),
  haiphong: city('Hải Phòng', 'Hai Phong'),
  tphcm: {
    name: { vi: 'Thành phố Hồ Chí Minh', en: 'Ho Chi Minh City' },
    // codes and accounts are not published: they are filled in by hand until an administrator of the city gives them
    onPapers: {
      parent: 'Ủy ban nhân dân Thành phố Hồ Chí Minh',
      name: 'Sở Khoa học và Công nghệ',
      place: 'Thành phố Hồ Chí Minh',
      head: 'Giám đốc',
      authority: 'Giám đốc Sở Khoa học và Công nghệ',
      symbol: 'SKHCN',
      budget: 'Kinh phí sự nghiệp khoa học và công nghệ của Thành phố',
      responsible: ['Chánh Văn phòng Sở', 'Thủ trưởng các đơn vị có liên quan thuộc Sở'],
      treasury: { ...unknownTreasury, budgetLevelCode: '2' },
    },
    inEnglish: { ...department, parent: 'People’s Committee of Ho Chi Minh City', place: 'Ho Chi Minh City' },
  },
  vidu: {
    name: { vi: 'Thành phố Ví Dụ', en: 'Example City' },
    onPapers: {
      parent: 'Ủy ban nhân dân Thành phố Ví Dụ',
      name: 'Sở Khoa học và Công nghệ Ví Dụ',
      place: 'Ví Dụ',
      head: 'Giám đốc',
      authority: 'Giám đốc Sở Khoa học và Công nghệ Ví Dụ',
      symbol: 'SKHCNVD',
      budget: 'Kinh phí sự nghiệp khoa học và công nghệ',
      responsible: ['Chánh Văn phòng Sở'],
      treasury: {
        budgetUnitCode: '0000000',
        account: '0000.0.0000000',
        name: 'Kho bạc Nhà nước Ví Dụ',
        budgetLevelCode: '2',
      },
    },
    inEnglish: {
      parent: 'People’s Committee of Example City',
      name: 'Department of Science and Technology of Example City',
      place: 'Example City',
      head: 'Director',
      authority: 'Director of the Department of Science and Technology of Example City',
      budget: 'Science and technology budget',
      responsible: ['Chief of Office of the Department'],
    },
  },
};

const agencyOf = (agency: string): Agency | undefined =>
  Object.hasOwn(agencies, agency) ? agencies[agency] : undefined;

/** What those call themselves that are not known here, in either language. */
let named: ReadonlyMap<string, string> = new Map();

/** Tells what agencies call themselves; what was told before counts no more. */
export function callAgencies(names: ReadonlyMap<string, string>): void {
  named = names;
}

/** What an agency is called; its code where it has no name. */
export const agencyName = (agency: string, language: Language): string =>
  agencyOf(agency)?.name[language] ?? named.get(agency) ?? agency;

/** What is known of an agency at its treasury before it has written anything itself. */
export const treasuryKnown = (agency: string): AgencyFacts['treasury'] =>
  agencyOf(agency)?.onPapers.treasury ?? unknownTreasury;

/** What is known of an agency; for others the issuer of its pack, and no more than that. In English for copies of its papers. */
export function agencyFacts(agency: string, pack: Pack, language: Language = 'vi'): AgencyFacts {
  const known = agencyOf(agency);
  if (known !== undefined) return language === 'vi' ? known.onPapers : { ...known.onPapers, ...known.inEnglish };
  if (language === 'en') {
    const issuer = pack.instruments[0]?.issuer.en ?? pack.shortTitle.en;
    return {
      ...agencyFacts(agency, pack),
      ...{ name: issuer, place: issuer.replace(/^People’s (Council|Committee) of /, '') },
      ...{ head: 'Head of the agency', authority: `Head of ${issuer}`, budget: 'State budget' },
      responsible: ['Heads of the units concerned'],
    };
  }
  const issuer = pack.instruments[0]?.issuer.vi ?? pack.shortTitle.vi;
  return {
    parent: null,
    name: issuer,
    place: issuer.replace(/^(Hội đồng nhân dân|Ủy ban nhân dân)\s+/, ''),
    head: 'Thủ trưởng đơn vị',
    authority: `Thủ trưởng ${issuer}`,
    symbol: agency.toUpperCase(),
    budget: 'Ngân sách nhà nước',
    responsible: ['Thủ trưởng các đơn vị có liên quan'],
    treasury: unknownTreasury,
  };
}
