// What the words of letters have to be.

type Sentences = { subject: string; text: string; after: string };
/** Letters about accounts, offices and delegations. */
export type PeopleMails = Record<
  'confirm' | 'exists' | 'reset' | 'changed' | 'invite' | 'appointed' | 'teamInvitation',
  Sentences
> & {
  delegated: Record<'subject' | 'text' | 'roles' | 'since' | 'until' | 'may' | 'duty' | 'after' | 'begin', string>;
  undelegated: Record<'subject' | 'text' | 'relieved' | 'was' | 'after', string>;
  /** Of two-step verification: each ends with what to do where it was somebody else. */
  secondStep: Record<'on' | 'off' | 'codes' | 'reset' | 'recovery' | 'guessed', Pick<Sentences, 'subject' | 'text'>> &
    Record<'notYou' | 'see', string>;
};

/** Subject and text. */
type Notice = [string, string];
/** By who reads it, and behind a point by what is special: 'team', 'officer.again'; 'staff' for all who have none of their own. */
export type Notices = Readonly<Record<string, Notice>>;
export type MailWords = Record<'places' | 'facts' | 'seats' | 'next', Record<string, string>> &
  Record<
    | 'greeting'
    | 'open'
    | 'openRequest'
    | 'openRecovery'
    | 'openAppeal'
    | 'openAmendment'
    | 'openReport'
    | 'noMeeting'
    | 'footer'
    | 'dossier'
    | 'dossierOf'
    | 'reason'
    | 'reasons'
    | 'completion'
    | 'sections'
    | 'cuts'
    | 'cutLine'
    | 'cutWhole'
    | 'notAccepted'
    | 'notAcceptedLine'
    | 'notAcceptedWhy'
    | 'tranche'
    | 'request'
    | 'aRequest',
    string
  > &
  PeopleMails & {
    notices: Record<string, Notices>;
    handedIn: Record<string, Notice>;
  };
