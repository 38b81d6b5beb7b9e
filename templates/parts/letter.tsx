/** Where an address leads; null where it is to stay text. */
type HrefOf = (address: string) => string | null;

/** The paragraphs of a letter, line by line; a line that is an address is a link, to where `hrefOf` leads. */
export function LetterLines({ text, hrefOf = (address) => address }: { text: string; hrefOf?: HrefOf }) {
  return (
    <>
      {text
        .trim()
        .split('\n\n')
        .map((paragraph) => (
          <p>
            {paragraph.split('\n').map((line, index) => (
              <>
                {index > 0 && <br />}
                <Line line={line.trim()} hrefOf={hrefOf} />
              </>
            ))}
          </p>
        ))}
    </>
  );
}

function Line({ line, hrefOf }: { line: string; hrefOf: HrefOf }) {
  const href = /^https?:\/\/\S+$/.test(line) ? hrefOf(line) : null;
  if (href === null) return line;
  return <a href={href}>{line}</a>;
}
