// XML that people send: read as far as it goes, never further. Nothing that it names is fetched, and it declares nothing.

import sax from 'sax';

/** `brokenXml`: not well-formed, or with declarations of its own. `largeXml`: more of anything than an invoice has. */
export type XmlProblem = 'brokenXml' | 'largeXml' | 'type';

/** The most that an XML may have. */
export const mostXmlBytes = 2 * 1024 * 1024;
const mostElements = 100_000;
const mostDepth = 64;
const mostAttributes = 200;

/** What browsers would draw, and run. */
const drawn: ReadonlySet<string> = new Set(['http://www.w3.org/2000/svg', 'http://www.w3.org/1999/xhtml']);

class Stop extends Error {
  readonly problem: XmlProblem;
  constructor(problem: XmlProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** An element's name without its prefix: who sends invoices writes them with any prefix, and with none. */
const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Reads an XML text from beginning to end and hands over what stands in each element as it closes, with the names of those
 * that it stands in, itself the last. Stops at what is not well-formed, at a DOCTYPE (where entities are declared) and at what is
 * too much; answers why, or null.
 */
export function walkXml(text: string, onElement: (path: readonly string[], text: string) => void): XmlProblem | null {
  const parser = sax.parser(true, { position: false, strictEntities: true });
  const path: string[] = [];
  const texts: string[] = [];
  let elements = 0;
  let attributes = 0;
  const stop = (problem: XmlProblem) => {
    throw new Stop(problem);
  };
  const read = (piece: string) => {
    if (texts.length > 0) texts[texts.length - 1] += piece;
  };
  parser.ondoctype = () => stop('brokenXml');
  parser.onerror = () => stop('brokenXml');
  parser.onattribute = ({ name, value }) => {
    attributes += 1;
    if (attributes > mostAttributes) stop('largeXml');
    if (/^xmlns(:|$)/.test(name) && drawn.has(value.trim())) stop('type');
  };
  parser.onopentag = ({ name }) => {
    attributes = 0;
    elements += 1;
    if (path.length === 0 && elements > 1) stop('brokenXml');
    if (elements > mostElements || path.length >= mostDepth) stop('largeXml');
    path.push(localName(name));
    texts.push('');
  };
  parser.ontext = read;
  parser.oncdata = read;
  parser.onclosetag = () => {
    onElement(path, texts.pop() ?? '');
    path.pop();
  };
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Stop) return error.problem;
    throw error;
  }
  return elements === 0 ? 'brokenXml' : null;
}
