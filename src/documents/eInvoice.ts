// Electronic invoices as NĐ 123/2020 has them: what stands in their XML. Nobody has checked its signature here.

import { isDay } from '../../workflows/rules/calendar.ts';
import { cleanLine } from '../../workflows/rules/formFields.ts';
import type { Files } from './files.ts';
import { walkXml } from './xml.ts';

type Named = { name: string; taxCode: string };
export type EInvoice = {
  number: string;
  /** Ký hiệu mẫu số and ký hiệu, as a printed invoice has them together: '1C26TAA'. */
  series: string;
  /** 'YYYY-MM-DD'; '' where it says none. */
  day: string;
  seller: Named;
  buyer: Named;
  /** Before tax, the tax, and what is to be paid; null where it says none, or not in whole đồng. */
  netVnd: bigint | null;
  taxVnd: bigint | null;
  totalVnd: bigint | null;
  /** What is to be paid as it is written there, where it is not in đồng: '1000.50 USD'. */
  otherTotal: string;
};

/** Each by its own name and that of the element that it stands in, whatever message is wrapped around the invoice. */
const wanted: ReadonlySet<string> = new Set([
  ...['TTChung/KHMSHDon', 'TTChung/KHHDon', 'TTChung/SHDon', 'TTChung/NLap', 'TTChung/DVTTe'],
  ...['NBan/Ten', 'NBan/MST', 'NMua/Ten', 'NMua/HVTNMHang', 'NMua/MST', 'NMua/CCCDan'],
  ...['TToan/TgTCThue', 'TToan/TgTThue', 'TToan/TgTTTBSo'],
]);

/** The invoices of an XML text; none where it is something else. */
export function eInvoicesIn(xml: string): EInvoice[] {
  const found: EInvoice[] = [];
  let said = new Map<string, string>();
  const problem = walkXml(xml, (path, text) => {
    if (path.at(-1) === 'DLHDon') {
      found.push(invoiceOf(said));
      said = new Map();
    }
    const name = path.slice(-2).join('/');
    if (wanted.has(name) && path.includes('DLHDon') && !said.has(name)) said.set(name, cleanLine(text).slice(0, 400));
  });
  return problem === null ? found : [];
}

function invoiceOf(said: ReadonlyMap<string, string>): EInvoice {
  const at = (...names: string[]) => names.map((name) => said.get(name) ?? '').find((text) => text !== '') ?? '';
  const day = at('TTChung/NLap').slice(0, 10);
  const currency = at('TTChung/DVTTe').toUpperCase();
  const isVnd = currency === '' || currency === 'VND';
  const amount = (name: string) => (isVnd ? wholeVnd(at(name)) : null);
  const totalVnd = amount('TToan/TgTTTBSo');
  const total = at('TToan/TgTTTBSo');
  return {
    number: at('TTChung/SHDon'),
    series: at('TTChung/KHMSHDon') + at('TTChung/KHHDon'),
    day: isDay(day) ? day : '',
    seller: { name: at('NBan/Ten'), taxCode: at('NBan/MST') },
    buyer: { name: at('NMua/Ten', 'NMua/HVTNMHang'), taxCode: at('NMua/MST', 'NMua/CCCDan') },
    netVnd: amount('TToan/TgTCThue'),
    taxVnd: amount('TToan/TgTThue'),
    totalVnd,
    otherTotal: totalVnd !== null || total === '' ? '' : `${total} ${currency}`.trim(),
  };
}

/** '16200000' and '16200000.00' as whole đồng; null for what is neither. */
const wholeVnd = (text: string) => (/^-?\d{1,15}(\.0*)?$/.test(text) ? BigInt(text.replace(/\..*$/, '')) : null);

const read = new WeakMap<Files, Map<string, EInvoice[]>>();
const mostRead = 500;

/** The invoices in these kept files, by their SHA-256; of files of other types, and of infected ones, none. */
export async function eInvoicesOf(
  files: Files,
  kept: Iterable<{ sha256: string; type: string; scan: string | null }>,
): Promise<Map<string, EInvoice[]>> {
  const known = read.get(files) ?? new Map<string, EInvoice[]>();
  read.set(files, known);
  const found = new Map<string, EInvoice[]>();
  for (const { sha256, type, scan } of kept) {
    if (type !== 'application/xml' || scan === 'infected') continue;
    let invoices = known.get(sha256);
    if (invoices === undefined) {
      const opened = await files.open(sha256);
      if (opened === null) continue;
      invoices = eInvoicesIn(await new Response(opened.stream).text());
      if (known.size >= mostRead) known.clear();
      known.set(sha256, invoices);
    }
    found.set(sha256, invoices);
  }
  return found;
}
