// Banks that an account may be with, by the number that NAPAS knows each by (BIN): those of facts.md §7, under the names that they
// go by now. Some have changed theirs: DongA is Vikki, Ocean is MBV, CB is VCBNeo.

/** A bank by its BIN. */
export type Bank = { readonly bin: string; readonly name: string };

const named = `970425 ABBANK|970416 ACB|970405 Agribank|970409 Bac A Bank|970438 BAOVIET Bank|970418 BIDV|970454 BVBank|970446 Co-opBank|970431 Eximbank|970408 GPBank|970437 HDBank|970442 Hong Leong Bank|970455 IBK Hà Nội|970456 IBK TP.HCM|970434 Indovina Bank|970452 KienlongBank|970449 LPBank|970422 MB|970414 MBV|970426 MSB|970428 Nam A Bank|970419 NCB|970448 OCB|970430 PGBank|970439 Public Bank|970412 PVcomBank|970403 Sacombank|970400 SAIGONBANK|970429 SCB|970440 SeABank|970443 SHB|970424 Shinhan Bank|970410 Standard Chartered|970407 Techcombank|970423 TPBank|970444 VCBNeo|970441 VIB|970427 VietABank|970433 Vietbank|970436 Vietcombank|970415 VietinBank|970406 Vikki Bank|970432 VPBank|970421 VRB`;

/** All of them, by name. */
export const banks: readonly Bank[] = named.split('|').map((one) => ({ bin: one.slice(0, 6), name: one.slice(7) }));

/** What a bank is called; its BIN where nobody knows it. */
export const bankName = (bin: string): string => banks.find((bank) => bank.bin === bin)?.name ?? bin;

/** A name as banks write it: in capitals, without accents. */
export const nameAtBank = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'D').toUpperCase().replace(/\s+/g, ' ').trim();
