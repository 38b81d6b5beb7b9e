// How much one person may keep here before it is handed in: drafts and loose files are nobody's business but theirs, and the disk
// is everybody's. What was handed in counts for its dossier alone.

export const limits = {
  /** Applications that one person has begun in one call and not handed in. */
  draftsOfPersonInCall: 5,
  /** Applications that one person has begun in one call, whatever became of them. */
  begunOfPersonInCall: 10,
  /** People of one team, with the invitations that wait. */
  peopleOfTeam: 20,
  /** Entries in which one draft's changes are kept. */
  changesOfDraft: 400,
  /** Their bytes as they lie in the database; the newest stay. */
  bytesOfChanges: 8 * 1024 * 1024,
  /** The most of their text that one page reads. */
  bytesOfChangesShown: 4 * 1024 * 1024,
  /** Files of one dossier, handed in or not. */
  filesOfDossier: 400,
  /** Their bytes. */
  bytesOfDossier: 1024 * 1024 * 1024,
  /**
   * Bytes that one person has uploaded in an agency and that stand in nothing that was handed in; removed ones for a day more.
   * What holds where the installation does not say otherwise.
   */
  looseBytesOfPerson: 500 * 1024 * 1024,
  /** Files that one person has removed in an agency within a day. */
  removedOfPerson: 400,
} as const;
