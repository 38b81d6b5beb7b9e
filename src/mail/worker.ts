import { htmlText } from '../../templates/mails/html.tsx';
import { plainText } from '../../templates/mails/letter.ts';
import type { Database } from '../database/pool.ts';
import { writeDigests } from './digest.ts';
import { claimLetter, forgetOldLetters, letterFailed, letterSent } from './letters.ts';
import { writeNotices } from './notices.ts';

export type MailOptions = {
  db: Database;
  now: () => string;
  origin: string;
  /** Where letters are sent; undefined where they stay in the outbox, for the demonstration's mailbox. */
  smtpUrl: string | undefined;
  from: string;
  report: (fault: unknown) => void;
};

const isAboutTheLetter = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE');

export type MailWorker = {
  /** Writes the letters of new notices and of the day, and sends what is due. Returns how many letters went. */
  turn(): Promise<number>;
  /** Asks the mail server whether it would take letters. Why not, for the operator and without its login; null where it would. */
  fault(): Promise<string | null>;
  close(): void;
};

/** All of these together stay below the minute for which a letter is held. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 };

/** Sends letters, each at least once and always under the same Message-ID: a receiver that knows it throws the second away. */
export function mailWorker({ db, now, origin, smtpUrl, from, report }: MailOptions): MailWorker {
  const transport =
    smtpUrl === undefined
      ? null
      : import('nodemailer').then(({ createTransport }) => createTransport({ url: smtpUrl, ...patience }));
  const host = new URL(origin).hostname;
  let closed = false;

  async function turn(): Promise<number> {
    while (!closed && (await writeNotices(db, origin, now(), report)) > 0);
    if (!closed) await writeDigests(db, origin, now());
    let sent = 0;
    for (; transport !== null && !closed; ) {
      const letter = await claimLetter(db, now());
      if (letter === null) break;
      const { id, address, subject, attempts } = letter;
      try {
        await (await transport).sendMail({
          from,
          to: { name: '', address },
          subject,
          text: plainText(letter),
          html: htmlText(letter),
          messageId: `<${id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        report(
          `Letter ${id} could not be sent (attempt ${attempts}): ${error instanceof Error ? error.message : error}`,
        );
        await letterFailed(db, id, attempts, now());
        // no word about this very letter: the others would fare no better now
        if (!isAboutTheLetter(error)) break;
        continue;
      }
      await letterSent(db, id, now());
      sent += 1;
    }
    await forgetOldLetters(db, now());
    return sent;
  }

  return {
    turn,
    async fault() {
      if (smtpUrl === undefined) return null;
      try {
        await (await transport)?.verify();
        return null;
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        // what a server says of a login may repeat it
        return `${new URL(smtpUrl).host}: ${code === 'EAUTH' ? 'it refuses the login (EAUTH)' : message.split('\n')[0]}`;
      }
    },
    close() {
      closed = true;
      transport?.then((open) => open.close());
    },
  };
}
