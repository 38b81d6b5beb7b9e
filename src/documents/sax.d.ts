/** The part of sax that is used; it ships no types. */
declare module 'sax' {
  type Parser = {
    onopentag: (tag: { name: string }) => void;
    onclosetag: () => void;
    onattribute: (attribute: { name: string; value: string }) => void;
    ontext: (text: string) => void;
    oncdata: (text: string) => void;
    ondoctype: () => void;
    onerror: (error: Error) => void;
    write(text: string): Parser;
    close(): void;
  };
  export function parser(strict: boolean, options: { position: boolean; strictEntities: boolean }): Parser;
}
