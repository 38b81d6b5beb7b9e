// By which rules a decision was made. The audit decides all of history again, so whoever changes the rules says so here.

/**
 * For each version of the rules after the first: the commands that it decides otherwise than the one before it.
 *
 * Add a version, and raise `present_rules()` in sql/functions/record.sql with it, in the change after which `decide` would answer
 * otherwise to something that a released version may have recorded: another refusal, state, posting, duty, deadline, mail or
 * paper, or an input that is no longer taken. Events of those commands that earlier rules decided, and that today's decide
 * otherwise, the audit then counts apart instead of calling them altered; every other event is decided again as ever. So name
 * as few as you can, and none where the old way can stay beside the new one, as it does for versions of machines. What is only
 * added (a command, a pack, words) decides nothing otherwise. test/scenarios/upgrade-from-the-first-release.test.ts holds the
 * history of a release against it.
 */
export const ruleChanges: readonly (readonly string[])[] = [
  // 2: decisions rely on the members whom they ask about, netting is taken back with its request, a novation counts what the company was
  // given for the stage, a reinstated project is where it was, and what a team said of a person holds after it. All of it only where `decidedBy` says so: nothing of 1 changes.
  [],
];

/** The version of the rules that `decide` decides by; every event names its own. */
export const presentRules = ruleChanges.length + 1;

/** Whether a decision is made by the rules of this version or later ones; facts that name none are decided by the present ones. */
export const decidedBy = (version: number, { rules = presentRules }: { readonly rules?: number }): boolean =>
  rules >= version;
