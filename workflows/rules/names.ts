// Names as banks write them, in capitals and without accents, beside the names of those who are to be paid.

/** Words that say what kind of company it is, in full and as banks shorten them: they do not tell one from another. */
const kinds = new Set(
  'CONG TY CTY CT TRACH NHIEM HUU HAN TNHH CO PHAN CP MOT HAI THANH VIEN MTV 1TV 2TV DOANH NGHIEP DN TU NHAN DNTN'.split(
    ' ',
  ),
);

/** A name as banks write it: 'Nguyễn Thị Ánh Dương' → 'NGUYEN THI ANH DUONG'. */
export function asBanksWrite(name: string): string {
  return name
    .replace(/[đĐ]/g, 'D')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Whether the holder of an account may be whoever has this name: they agree when the words of the name that tell it from others
 * are those of the holder, in this order. A rule of the system, for people to look at: banks shorten names in their own ways.
 */
export function isHolder(holder: string, name: string): boolean {
  const own = (text: string) =>
    asBanksWrite(text)
      .split(' ')
      .filter((word) => !kinds.has(word))
      .join(' ');
  return own(holder) !== '' && own(holder) === own(name);
}
